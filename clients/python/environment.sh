# Python environments of the checks under target/; sourced. $target is where they are made.

# A machine without Python, or without a network when something is needed from it, can build the rest.
skip() {
    printf 'rialto: %s was not checked: %s\n' "$checked" "$1" >&2
    if [ "${CI:-}" = true ]; then
        exit 1
    fi
    printf '0 passed, 0 failed, 1 skipped\n'
    exit 0
}

# find_python MINOR: sets python to one of 3.MINOR or newer that can make environments.
find_python() {
    local candidate least="import sys, venv, ensurepip; sys.exit(sys.version_info < (3, $1))"
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
        if command -v "$candidate" >/dev/null && "$candidate" -c "$least" 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    skip "no Python 3.$1 or newer with venv (Debian: apt-get install python3-venv)"
}

# install_packages ARGUMENT…: into the environment, by uv, for less than half of pip's processor time; by pip
# where uv cannot be had or does not get there: of pip's settings it is told the index alone. What is never
# loaded is not compiled.
install_packages() {
    local index
    index=$("$environment/bin/pip" config list | sed -n "s/.*\.index-url='\(.*\)'/\1/p" | tail -1)
    UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index} \
        "$environment/bin/uv" pip install --python "$environment/bin/python" "$@" ||
        "$environment/bin/pip" install --no-compile "$@"
}

# make_environment NAME FILE INSTALL: target/NAME, made anew by INSTALL when what FILE says has changed.
make_environment() {
    local name=$1 file=$2 install=$3 made_of
    environment=$target/$name
    log=$target/$name.log
    mkdir -p "$target"
    made_of="$("$python" --version) $(cksum <"$file")"
    if [ "$(cat "$environment/made-of" 2>/dev/null)" != "$made_of" ]; then
        rm -rf "$environment"
        "$python" -m venv "$environment" >"$log" 2>&1 || skip "venv failed, see target/$name.log"
        "$environment/bin/pip" install uv==0.13.9 >>"$log" 2>&1 || true
        "$install" >>"$log" 2>&1 || skip "what it needs cannot be installed, see target/$name.log"
        printf '%s' "$made_of" >"$environment/made-of"
    fi
}
