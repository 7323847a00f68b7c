"""The season's published account: chapters, figures, editions; committee packs."""
