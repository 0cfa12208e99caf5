"""Lines of text for pictures: the order of their runs, and the faces that write them."""

from collections.abc import Iterator

import pytest
from PIL import Image

from blog import faces, lettering
from blog.typesetting import clusters


def in_sight(text: str) -> list[str]:
    return [run.text for run in lettering.runs(text, lambda cluster: "any")]


def written_by(text: str) -> list[str | None]:
    return [run.face for run, _ in faces.line(text).runs]


@pytest.fixture
def without_shaping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(faces, "_can_shape", lambda: False)
    faces.line.cache_clear()
    yield
    faces.line.cache_clear()


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Rocky", ["Rocky"]),
        ("Rocky אבג דהו IV", ["Rocky ", "אבג דהו", " IV"]),
        ("אבג Rocky IV דהו", [" דהו", "Rocky IV", "אבג "]),
        ("אבג 1985", ["1985", "אבג "]),
        ("אבג Rocky (1985)", ["Rocky (1985)", "אבג "]),
        ("Rocky (אבג)", ["Rocky (", "אבג", ")"]),
        ("אבג (Rocky)", [")", "Rocky", "אבג ("]),
        ("אבג 12.5", ["12.5", "אבג "]),
        ("!?", ["!?"]),
        ("", []),
    ],
)
def test_runs_stand_as_the_bidirectional_algorithm_has_them(text: str, runs: list[str]) -> None:
    assert in_sight(text) == runs


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("ROCKY É", "latin"),
        ("ΡΟΚΙ", "noto-greek"),
        ("РОККИ", "noto-cyrillic"),
        ("רוקי", "hebrew"),
        ("محمد", "arabic"),
        ("रॉकी", "devanagari"),
        ("ร็อคกี้", "thai"),
        ("ロッキー炎の友情", "japanese"),
        ("록키", "korean"),
        ("洛奇之战摔跤吧爸爸", "simplified"),
        ("🥊👨‍👩‍👧❤️1️⃣", "emoji"),
    ],
)
def test_every_script_is_written_in_one_hand(text: str, face: str) -> None:
    assert set(written_by(text)) == {face}


def test_every_face_that_is_named_is_there_and_lacks_something() -> None:
    assert [name for name in faces.FACES if not faces._lacking(name)] == []


def test_arabic_letters_are_joined() -> None:
    shape = faces.mask("محمد", 100)
    columns = shape.crop(shape.getbbox()).resize((shape.width, 1), Image.Resampling.BOX).tobytes()

    assert 0 not in columns


def test_a_family_is_one_emoji() -> None:
    assert faces.line("👨‍👩‍👧").width == pytest.approx(faces.line("👨").width, rel=0.2)


@pytest.mark.parametrize("text", ["\U00012000", "ꦗꦮ", "\ue000", "\U0010fffd"])
def test_what_nothing_can_write_stands_as_a_slab_and_never_as_a_box(text: str) -> None:
    shape = faces.mask(text, 100)
    across, down = shape.getbbox()[0::2], shape.getbbox()[1::2]
    middle = (sum(across) // 2, sum(down) // 2)

    assert written_by(text) == [None]
    assert shape.getpixel(middle) == 255  # a box for what is lacking is hollow, or crossed
    assert down[1] - down[0] == pytest.approx(100 * faces.CAP, abs=3)


def test_letters_beside_what_cannot_be_written_stay() -> None:
    assert written_by("GILGAMESH \U00012000\U00012001") == ["latin", None]


@pytest.mark.parametrize("text", ["محمد", "רוקי", "रॉकी", "ร็อคกี้"])
@pytest.mark.usefixtures("without_shaping")
def test_letters_that_cannot_be_joined_are_not_shown_apart(text: str) -> None:
    assert written_by(text) == [None]


@pytest.mark.usefixtures("without_shaping")
def test_plain_letters_need_no_shaping() -> None:
    assert written_by("ROCKY ロッキー") == ["latin", "japanese"]
    assert faces.mask("ROCKY ロッキー", 40).getbbox()


@pytest.mark.parametrize(
    "text", ["Rocky", "W" * 200, "漢" * 200, "محمد علي " * 20, "👨‍👩‍👧" * 40, "\U00012000" * 200]
)
def test_a_text_is_fitted_into_its_room(text: str) -> None:
    fitted, size = faces.fitted(text, 50, 30, 300)

    assert faces.width(fitted, size) <= 300.1
    assert 30 <= size <= 50
    assert fitted == text or fitted.endswith("…")


def test_what_is_cut_short_is_cut_between_what_a_reader_calls_letters() -> None:
    kept = faces.shortened("👨‍👩‍👧" * 40, 30, 200).removesuffix("…")

    assert set(clusters(kept)) == {"👨‍👩‍👧"}
