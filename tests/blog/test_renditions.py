from io import BytesIO

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from PIL import Image

from blog import pictures
from blog.pictures import read_picture, rendition_widths, srcset, store
from tests.blog import hostile
from tests.blog.hostile import photo


def names(storage, folder="pictures"):
    folders, files = storage.listdir(folder)
    inside = (name for inner in folders for name in names(storage, f"{folder}/{inner}"))
    return sorted([*(f"{folder}/{file}" for file in files), *inside])


@pytest.fixture(params=["memory", "files"])
def storage(request, tmp_path):
    return InMemoryStorage() if request.param == "memory" else FileSystemStorage(tmp_path)


def test_each_width_is_written_in_both_kinds(storage):
    stored = store(photo(500, 750), storage)

    assert (stored.width, stored.height, stored.widths) == (500, 750, (160, 320, 480))
    assert names(storage) == sorted(
        pictures.path(stored.digest, w, e) for w in stored.widths for e in ("avif", "webp")
    )
    for name in names(storage):
        with storage.open(name) as file, Image.open(file) as image:
            width = int(name.split("/")[-1].split(".")[0])
            assert image.format == name.rpartition(".")[2].upper()
            assert image.size == (width, width * 3 // 2)


def test_a_picture_narrower_than_all_widths_is_kept_as_wide_as_it_is():
    assert store(photo(100, 150), InMemoryStorage()).widths == (100,)


def test_the_widths_are_at_most_those_of_the_picture():
    assert rendition_widths(1280) == pictures.WIDTHS
    assert rendition_widths(319, widths=(320, 160)) == (160,)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_planted_in_a_file_reaches_its_renditions(kind):
    file, storage = hostile.talkative(kind), InMemoryStorage()
    planted = file.getvalue()

    store(read_picture(file), storage)

    assert sum(marker in planted for marker in hostile.MARKERS) >= 4
    for name in names(storage):
        data = storage.open(name).read()
        assert not [marker for marker in hostile.MARKERS if marker in data]
        with Image.open(BytesIO(data)) as image:
            assert {"exif", "icc_profile", "xmp", "comment"}.isdisjoint(image.info)
            assert not image.getexif()


def test_metadata_of_a_picture_that_was_never_read_stay_behind_too():
    storage, image = InMemoryStorage(), Image.open(hostile.talkative("PNG"))

    store(image, storage)

    assert not [name for name in names(storage) if b"acsp" in storage.open(name).read()]


def test_the_name_follows_from_the_pixels_and_the_size(storage):
    plain = [Image.new("RGB", size, "red") for size in ((100, 200), (200, 100))]

    digests = [store(image, storage).digest for image in (photo(), photo(), photo().rotate(180), *plain)]

    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


def test_storing_a_picture_twice_writes_nothing_new(storage, monkeypatch):
    first = store(photo(), storage)
    monkeypatch.setattr(type(storage), "save", lambda *_: pytest.fail("written again"))

    assert store(photo(), storage) == first


def test_a_file_that_is_missing_is_written_again(storage):
    stored = store(photo(), storage)
    complete = names(storage)
    storage.delete(complete[0])

    store(photo(), storage)

    assert names(storage) == complete
    assert stored.digest in complete[0]


class Crowded(InMemoryStorage):
    """Somebody else writes the same name just before."""

    def save(self, name, content, max_length=None):
        super().save(name, content, max_length)
        return super().save(name, content, max_length)


def test_two_who_store_one_picture_at_once_leave_one_set():
    storage = Crowded()

    stored = store(photo(), storage)

    assert names(storage) == sorted(pictures.path(stored.digest, 160, e) for e in ("avif", "webp"))


class CrowdedThenFull(Crowded):
    """Somebody else has the first file, and then the disk is full."""

    calls = 0

    def save(self, name, content, max_length=None):
        self.calls += 1
        if self.calls > 1:
            raise OSError("No space left on device")
        return super().save(name, content, max_length)


def test_what_another_has_stored_is_not_taken_back():
    storage = CrowdedThenFull()

    with pytest.raises(OSError, match="No space"):
        store(photo(), storage)

    assert [name.rpartition("/")[2] for name in names(storage)] == ["160.avif"]


class Full(FileSystemStorage):
    """A disk that is full in the middle of its third file."""

    room = 3

    def save(self, name, content, max_length=None):
        self.room -= 1
        kept = super().save(name, content, max_length)
        if self.room == 0:
            raise OSError("No space left on device")
        return kept


def test_a_storage_that_fails_half_way_keeps_no_half_set(tmp_path):
    storage = Full(tmp_path)

    with pytest.raises(OSError, match="No space"):
        store(photo(500, 750), storage)

    assert names(storage) == []


def test_removing_a_picture_leaves_nothing_of_it_and_all_of_the_others(storage):
    gone, kept = store(photo(), storage), store(photo(300, 300), storage)

    pictures.remove(gone.digest, storage)

    assert {name.split("/")[1] for name in names(storage)} == {kept.digest}
    assert not storage.exists(f"pictures/{gone.digest}")


def test_removing_what_is_not_there_is_no_error(storage):
    pictures.remove("0" * 32, storage)

    assert not storage.exists("pictures/" + "0" * 32)


@pytest.mark.parametrize("digest", ["", "..", "../../etc", "0" * 15, "0" * 65, "G" * 32, "0" * 32 + "/"])
def test_what_is_no_digest_names_no_file(digest):
    with pytest.raises(ValueError, match="digest"):
        pictures.path(digest, 160, "avif")
    with pytest.raises(ValueError, match="digest"):
        pictures.remove(digest, InMemoryStorage())


def test_a_file_has_one_of_two_kinds():
    assert pictures.path("0" * 32, 160, "webp") == f"pictures/{'0' * 32}/160.webp"
    with pytest.raises(ValueError, match="html"):
        pictures.path("0" * 32, 160, "html")


def test_srcset_names_each_address_with_its_width():
    assert srcset([160, 320], lambda width: f"/p/{width}.avif") == "/p/160.avif 160w, /p/320.avif 320w"
