"""The films of the sample. Each is drawn with a motif of its own."""

from comments.sample_text.shapes import SampleFilm

FILMS = (
    SampleFilm("rocky", "Rocky", 1976, ("Rocky I", "Rocky 1", "Rocky One", "The first Rocky"), "stairs"),
    SampleFilm("rocky-ii", "Rocky II", 1979, ("Rocky 2", "Rocky Two"), "log"),
    SampleFilm("rocky-iii", "Rocky III", 1982, ("Rocky 3", "Rocky Three"), "beach"),
    SampleFilm("rocky-iv", "Rocky IV", 1985, ("Rocky 4", "Rocky Four"), "mountain"),
    SampleFilm("rocky-v", "Rocky V", 1990, ("Rocky 5", "Rocky Five"), "street"),
    SampleFilm("rocky-balboa", "Rocky Balboa", 2006, ("Balboa", "Rocky VI", "Rocky 6", "Rocky Six"), "bell"),
    SampleFilm("creed", "Creed", 2015, ("Creed I", "Creed 1"), "gloves"),
)
