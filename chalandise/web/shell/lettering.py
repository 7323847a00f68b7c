"""Words inside drawings: how wide they are, about, and how they break into lines (SVG does neither by itself)."""
BOLD, SMALL = 7.6, 6.7  # mean advance of a letter in pixels: labels at 14.5 px, the words under them at 12.5 px


def wrap(words, letters):
    """Return the lines of a text broken at spaces so that none passes so many letters, when no word is longer."""
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > letters and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return [line for line in lines if line]
