"""A refusal is an exception that carries the sentence for the person."""


class Refused(Exception):
    """An operation says no, and why, and what to do.

    Parameters
    ----------
    sentence : str
        Shown as it is to the person, in their language.
    field : str, optional
        Name of the form field it belongs to.
    """

    def __init__(self, sentence, *, field=None):
        super().__init__(sentence)
        self.sentence, self.field = sentence, field

    def __str__(self):
        return str(self.sentence)


class Conflict(Refused):
    """Somebody else saved the same object meanwhile.

    `theirs` maps each changed field to its present value, `yours` to what was typed; nothing was written.
    """

    def __init__(self, sentence, *, theirs, yours, version):
        super().__init__(sentence)
        self.theirs, self.yours, self.version = theirs, yours, version
