"""Turns Rampart's 4-bit ONNX file into the safetensors that rust-bert loads, with Python's own library alone.

Promises: the same bytes each time (setup.sh pins their sha256), each value what onnxruntime would multiply with.
Does not promise to read any other ONNX file: an initializer or node it does not know stops it.
"""

import array
import json
import struct
import sys

FLOAT, UINT8 = 1, 2


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """The (number, value) pairs of one protobuf message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = varint(data, at)
        else:
            if wire == 2:
                size, at = varint(data, at)
            else:
                size = {1: 8, 5: 4}[wire]
            value = data[at : at + size]
            at += size
        yield number, value


def packed_varints(data):
    at, values = 0, []
    while at < len(data):
        value, at = varint(data, at)
        values.append(value)
    return values


def text(value):
    return bytes(value).decode()


def tensor(message):
    """Name, shape, type and little-endian bytes of a TensorProto."""
    shape, kind, name, raw = [], 0, "", b""
    for number, value in fields(message):
        if number == 1:
            shape += [value] if isinstance(value, int) else packed_varints(value)
        elif number == 2:
            kind = value
        elif number == 8:
            name = text(value)
        elif number == 9:
            raw = value
        elif number == 4:
            raw = value
        elif number == 5:
            raw = bytes([value] if isinstance(value, int) else packed_varints(value))
        elif number == 14 and value != 0:
            raise ValueError(f"{name}: data outside the file")
    return name, (shape, kind, raw)


def floats(raw):
    values = array.array("f", bytes(raw))
    if sys.byteorder == "big":
        values.byteswap()
    return values


def four_bits(packed, scales):
    """Blocks of 16 bytes, low nibble first; a value is (nibble - 8) * its block's scale."""
    out = array.array("f")
    packed = bytes(packed)
    low, high = [b & 15 for b in range(256)], [b >> 4 for b in range(256)]
    for block, scale in enumerate(scales):
        table = [(nibble - 8) * scale for nibble in range(16)]
        part = packed[block * 16 : block * 16 + 16]
        out.extend([table[half[b]] for b in part for half in (low, high)])
    return out


def eight_bits(raw, scale, zero):
    table = [(byte - zero) * scale for byte in range(256)]
    return array.array("f", [table[byte] for byte in bytes(raw)])


def matrices(graph):
    """Which packed matrix is which layer's weight: `/bert/…/query/MatMul_Q4` is `bert.….query.weight`."""
    for number, value in fields(graph):
        if number != 1:
            continue
        inputs, name, kind = [], "", ""
        for part, inner in fields(value):
            if part == 1:
                inputs.append(text(inner))
            elif part == 3:
                name = text(inner)
            elif part == 4:
                kind = text(inner)
        if kind == "MatMulNBits":
            layer = name.removeprefix("/").removesuffix("/MatMul_Q4").replace("/", ".")
            yield layer + ".weight", inputs[1], inputs[2]


def weights(path):
    with open(path, "rb") as file:
        model = memoryview(file.read())
    graph = next(value for number, value in fields(model) if number == 7)
    stored = dict(tensor(value) for number, value in fields(graph) if number == 5)
    out = {}
    for name, packed, scales in matrices(graph):
        rows, blocks, _ = stored[packed][0]
        out[name] = ([rows, blocks * 32], four_bits(stored[packed][2], floats(stored[scales][2])))
    for name, (shape, kind, raw) in stored.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            scale = floats(stored[base + "_scale"][2])[0]
            zero = bytes(stored[base + "_zero_point"][2])[0]
            out[base] = (shape, eight_bits(raw, scale, zero))
        elif kind == FLOAT and name.endswith((".bias", ".weight")):
            out[name] = (shape, floats(raw))
    return out


def save(tensors, path):
    header, at = {}, 0
    for name in sorted(tensors):
        shape, values = tensors[name]
        size = 4 * len(values)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [at, at + size]}
        at += size
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head)
        for name in sorted(tensors):
            values = tensors[name][1]
            if sys.byteorder == "big":
                values.byteswap()
            values.tofile(file)


if __name__ == "__main__":
    save(weights(sys.argv[1]), sys.argv[2])
