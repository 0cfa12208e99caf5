"""An uploaded file becomes safe renditions: bounded, decoded, and drawn afresh on an empty canvas.

Only renditions are kept. Whatever else the file carried (where it was taken, by which camera, what was hidden
behind its end) is left behind, and the names of the renditions say nothing but what they show.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_BYTES = 12_000_000
MAX_PIXELS = 40_000_000
MIN_SIDE = 64
# Nothing larger is ever shown: twice the widest rendition, so that it is still drawn from more than it shows.
LONGEST_SIDE = 2560
WIDTHS = (160, 320, 480, 640, 960, 1280)
ACCEPTED = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif"}
ENCODINGS: Mapping[str, Mapping[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
}
DIGEST = re.compile("[0-9a-f]{16,64}")
REFUSALS = {
    "empty": "%(name)s is empty: no picture arrived. Please choose it again.",
    "too_large": "%(name)s is larger than %(megabytes)d MB. Please save a smaller copy.",
    "not_a_picture": "%(name)s is not a JPEG, PNG, WebP or AVIF picture.",
    "too_many_pixels": "%(name)s has more than %(megapixels)d megapixels. Please save a smaller copy.",
    "too_small": "%(name)s is too small to show. Each side needs %(side)d pixels or more.",
    "animated": "%(name)s moves. Please choose a still picture.",
    "broken": "%(name)s is damaged and cannot be read to its end. Please save it again or choose another.",
}


@dataclass(frozen=True)
class StoredPicture:
    """What is in the storage: files named by the digest, one of each kind for each width, narrowest first."""

    digest: str
    width: int
    height: int
    widths: tuple[int, ...]


class PictureField(forms.FileField):
    """A file to upload, cleaned to the picture in it.

    forms.ImageField lets every parser there is have the file before anything is checked.
    """

    def __init__(self, **kwargs: Any) -> None:
        # The reader of pictures has its own word about an empty file.
        super().__init__(allow_empty_file=True, **kwargs)

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        return read_picture(file, name=file.name or "") if file else None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(ACCEPTED.values())}


def read_picture(
    file: "BinaryIO | File[bytes]",
    *,
    name: str = "",
    max_bytes: int = MAX_BYTES,
    max_pixels: int = MAX_PIXELS,
) -> Image.Image:
    """The picture in a file: upright, opaque, in sRGB, no larger than is of use, and nothing but its pixels.

    Raises ValidationError with a word for the one who chose the file.
    """
    limits = {"megabytes": max_bytes // 1_000_000, "megapixels": max_pixels // 1_000_000, "side": MIN_SIDE}
    try:
        return _decode(_open(_read(file, max_bytes), max_pixels))
    except _RefusedError as refused:
        about = {"name": f"“{name}”" if name else "This file", **limits}
        raise ValidationError(REFUSALS[refused.code], code=refused.code, params=about) from refused.__cause__


def store(picture: Image.Image, storage: Storage, *, widths: Iterable[int] = WIDTHS) -> StoredPicture:
    """Write what is missing of a picture's renditions: all of them or, where the storage fails, none."""
    canvas = _on_canvas(picture)
    digest = hashlib.sha256(b"%d %d " % canvas.size + canvas.tobytes()).hexdigest()[:32]
    shown = rendition_widths(canvas.width, widths)
    names = {path(digest, width, extension): (width, extension) for width in shown for extension in ENCODINGS}
    missing = [name for name in names if not storage.exists(name)]
    # All is drawn before anything is written, so that only the storage can fail half-way.
    _write({name: _encode(canvas, *names[name]) for name in missing}, storage)
    return StoredPicture(digest, canvas.width, canvas.height, shown)


def remove(digest: str, storage: Storage) -> None:
    """Delete the files of a picture. Equal pictures share them, so ask first whether another needs them."""
    folder = _folder(digest)
    with suppress(FileNotFoundError):
        for name in storage.listdir(folder)[1]:
            storage.delete(f"{folder}/{name}")
    # Not empty if the same picture is being stored at this moment, which is fine.
    with suppress(OSError):
        storage.delete(folder)


def path(digest: str, width: int, extension: str) -> str:
    """The name of one file in the storage."""
    if extension not in ENCODINGS:
        raise ValueError(f"Pictures are not kept as {extension!r}.")
    return f"{_folder(digest)}/{width:d}.{extension}"


def rendition_widths(width: int, widths: Iterable[int] = WIDTHS) -> tuple[int, ...]:
    """The widths in which a picture is kept: never wider than itself, and always at least one."""
    return tuple(sorted(known for known in widths if known <= width)) or (width,)


def srcset(widths: Iterable[int], url: Callable[[int], str]) -> str:
    """The srcset attribute for files whose address follows from their width."""
    return ", ".join(f"{url(width)} {width}w" for width in widths)


class _RefusedError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _read(file: "BinaryIO | File[bytes]", max_bytes: int) -> bytes:
    file.seek(0)
    data = file.read(max_bytes + 1)
    if not data:
        raise _RefusedError("empty")
    if len(data) > max_bytes:
        raise _RefusedError("too_large")
    return data


def _open(data: bytes, max_pixels: int) -> Image.Image:
    """A still picture of a known format whose size is bearable; nothing of it is decoded yet."""
    try:
        image = Image.open(BytesIO(data), formats=list(ACCEPTED))
        # A telephone's JPEG may carry a second view behind the first, which is not shown.
        frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
    except UnidentifiedImageError as error:
        raise _RefusedError("not_a_picture") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _RefusedError("too_many_pixels") from error
    except Exception as error:
        # Parsers raise whatever they stumble over.
        raise _RefusedError("broken") from error
    if image.width * image.height > max_pixels:
        raise _RefusedError("too_many_pixels")
    if min(image.size) < MIN_SIDE:
        raise _RefusedError("too_small")
    if frames != 1:
        raise _RefusedError("animated")
    return image


def _decode(image: Image.Image) -> Image.Image:
    try:
        image = _in_plain_mode(image)
        # Before the costlier steps; a JPEG is even decoded no larger than needed.
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        return _on_canvas(_upright(_in_srgb(image)))
    except Exception as error:
        raise _RefusedError("broken") from error


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """A picture that can be scaled smoothly: no palette, no single bits, at most eight bits to a channel."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    if profile := image.info.get("icc_profile"):
        # A profile that does not fit its picture says nothing about its colours.
        with suppress(Exception):
            source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
    return image


def _upright(image: Image.Image) -> Image.Image:
    # Which way is up stands in metadata; where they cannot be read, the picture stays as it lies.
    with suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _on_canvas(image: Image.Image) -> Image.Image:
    """The pixels alone, on white paper; converting or scaling alone would keep what is attached to them."""
    canvas = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        canvas.paste(image, mask=image.getchannel("A"))
    else:
        canvas.paste(image.convert("RGB"))
    return canvas


def _encode(canvas: Image.Image, width: int, extension: str) -> bytes:
    height = max(1, round(canvas.height * width / canvas.width))
    buffer = BytesIO()
    canvas.resize((width, height), Image.Resampling.LANCZOS).save(buffer, **ENCODINGS[extension])
    return buffer.getvalue()


def _write(files: Mapping[str, bytes], storage: Storage) -> None:
    ours: list[str] = []
    try:
        for name, data in files.items():
            # Noted first: a write that fails may leave the beginning of a file.
            ours.append(name)
            kept = storage.save(name, ContentFile(data))
            if kept != name:
                # Somebody stored the same picture meanwhile. One file is enough, and it is theirs.
                ours.remove(name)
                storage.delete(kept)
    except BaseException:
        for name in ours:
            with suppress(Exception):
                storage.delete(name)
        raise


def _folder(digest: str) -> str:
    # Whoever passes an empty digest would otherwise remove every picture there is.
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is not the digest of a picture.")
    return f"pictures/{digest}"
