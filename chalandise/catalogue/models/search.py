from django.db import models

from chalandise.catalogue.models.solutions import Solution


class SearchRun(models.Model):
    """What the solutions of one run of numbers can be filtered by (computing/search/blocks.py: a sheet)."""

    number = models.PositiveIntegerField(primary_key=True)
    stamp = models.BigIntegerField(default=0)  # names the sheet: who has read it need not read it again
    sheet = models.BinaryField()

    class Meta:
        db_table = "search_run"


class SearchBlock(models.Model):
    """Which solutions of a run hold a term, and what it weighs there; the term compared byte by byte on every database."""

    term = models.CharField(max_length=48)
    run = models.PositiveIntegerField()
    postings = models.BinaryField()

    class Meta:
        db_table = "search_block"
        constraints = [models.UniqueConstraint(fields=["term", "run"], name="search_block_once")]


class SearchEntry(models.Model):
    """What the index holds of a solution, so that it can be taken out again."""

    solution = models.OneToOneField(Solution, primary_key=True, on_delete=models.CASCADE, related_name="search_entry")
    stamp = models.BigIntegerField()   # of the texts and of the rules that were read
    terms = models.BinaryField()       # compressed: terms, then words

    class Meta:
        db_table = "search_entry"


class SearchWord(models.Model):
    """A word as people write it, in how many solutions it stands."""

    text = models.CharField(max_length=40, unique=True)
    draw = models.BigIntegerField()  # breaks ties the same way on every database
    documents = models.IntegerField(default=0)

    class Meta:
        db_table = "search_word"


class SearchKey(models.Model):
    """A key under which a word is found: three letters in a row, or its first letters."""

    key = models.CharField(max_length=6)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        db_table = "search_key"
        indexes = [models.Index(fields=["key", "word"])]
