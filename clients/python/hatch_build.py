"""Makes the messages of the wire when the package is built; none of that is committed."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProtobufHook(BuildHookInterface[Any]):
    """Compiles ``rialto/v1/*.proto`` into ``src/rialto/v1``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles, before the files of a wheel are gathered."""
        if self.target_name == "wheel":
            compile_messages(Path(self.root))


def compile_messages(root: Path) -> None:
    """Compiles for the project at ``root``, in a repository or in an archive of the sources."""
    from grpc_tools import protoc

    here = root / "protobuf"
    protos = here if here.is_dir() else root / ".." / ".." / "protocol/src/main/protobuf"
    target = root / "src"
    shutil.rmtree(target / "rialto/v1", ignore_errors=True)
    sources = sorted(str(path) for path in (protos / "rialto/v1").glob("*.proto"))
    well_known = str(resources.files("grpc_tools") / "_proto")
    status = protoc.main(
        [
            "protoc",
            f"-I{protos}",
            f"-I{well_known}",
            f"--python_out={target}",
            f"--pyi_out={target}",
            *sources,
        ]
    )
    if status != 0 or not sources:
        raise RuntimeError(
            f"the messages in {protos} were not compiled: protoc ended with {status}"
        )
    (target / "rialto/v1/__init__.py").write_text('"""Messages of the stream, generated."""\n')


if __name__ == "__main__":
    compile_messages(Path(__file__).resolve().parent)
