"""Files that somebody might upload, made in memory."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

# What a rendition must never carry on.
MARKERS = (b"Planted", b"<script", b"PK\x03\x04", b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"acsp")
XMP = b'<x:xmpmeta xmlns:x="http://ns.adobe.com/xmp">Planted</x:xmpmeta>'


def photo(width: int = 200, height: int = 100, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", (width, height), "#0000ff")
    image.paste("#ff0000", (0, 0, width // 2, height))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> BytesIO:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return BytesIO(buffer.getvalue())


def profile(*, swapped: bool = False) -> bytes:
    """A colour profile; the swapped one calls red what everybody else calls green."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if swapped:
        data = data.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    return data


def talkative(kind: str) -> BytesIO:
    """A picture that says where it was taken, and with what, and that has another file behind its end."""
    exif = Image.Exif()
    exif[0x010F] = "Planted camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 29: "Planted"})
    options: dict[str, Any] = {"exif": exif, "icc_profile": profile()}
    if kind == "JPEG":
        options |= {"comment": b"Planted comment", "xmp": XMP}
    elif kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", "Planted comment")
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    else:
        options["xmp"] = XMP
    tail = b"<script>alert('Planted')</script>" + b"PK\x03\x04Planted"
    return BytesIO(saved(photo(), kind, **options).getvalue() + tail)


def moving(kind: str) -> BytesIO:
    return saved(photo(), kind, save_all=True, append_images=[photo().rotate(180)], duration=100)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *, shattered: bool = False) -> BytesIO:
    """A black-and-white PNG that claims a size and holds these bytes, or half of them and then nonsense."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(pixels, 9)
    if shattered:
        # Its parser calls this a syntax error.
        rest = chunk(b"IDAT", data[: len(data) // 2]) + chunk(b"\x00\x01\x02\x03", b"nonsense")
    else:
        rest = chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rest)
