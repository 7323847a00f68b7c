"""Contrast of colours, and the shades of an accent that stay readable on light and on dark paper.

Relative luminance and contrast ratio as WCAG 2.2 defines them (sections "relative luminance" and "contrast ratio").
"""
import re
from dataclasses import dataclass

READABLE = 4.5  # WCAG 2.2, 1.4.3, level AA, text of any size
LIGHT_SHEET, LIGHT_PAPER, DARK_SHEET, DARK_PAPER = "#ffffff", "#fbfaf6", "#201d27", "#16141b"
# Every ground of the stylesheet (02-tokens.css): sheet, paper, well, and the grounds of what is well, watched, to do.
LIGHT = (LIGHT_SHEET, LIGHT_PAPER, "#f4f1ea", "#e1f0e8", "#fbefd3", "#fbe5e4")
DARK = (DARK_SHEET, DARK_PAPER, "#2a2632", "#1c3128", "#362b14", "#3d1f22")


def parse(colour: str) -> tuple[int, int, int]:
    """Return (red, green, blue) of "#7d4a92". Raises ValueError for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour like #7d4a92")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 (black) to 1 (white)."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in parse(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with a share (0 to 1) of `other` in it."""
    blend = [round(a + (b - a) * share) for a, b in zip(parse(one), parse(other), strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*blend)


def readable(colour: str, on: tuple[str, ...], towards: str) -> str:
    """Return the nearest shade of `colour`, going towards black or white, with AA contrast on all of `on`."""
    for percent in range(101):
        shade = mix(colour, towards, percent / 100)
        if all(ratio(shade, paper) >= READABLE for paper in on):
            return shade
    return towards


@dataclass(frozen=True)
class Shades:
    """The properties of the stylesheet that follow the accent, for each colour scheme."""

    light: dict[str, str]
    dark: dict[str, str]


def shades(accent: str) -> Shades:
    """Return the accent as the stylesheet uses it: line, soft ground, text upon the line, in light and in dark."""
    soft = mix(accent, LIGHT_SHEET, 0.88)
    line = readable(accent, (*LIGHT, soft), "#000000")
    glow = mix(accent, DARK_SHEET, 0.78)
    lamp = readable(mix(accent, "#ffffff", 0.35), (*DARK, glow), "#ffffff")
    return Shades(light={"line": line, "line_soft": soft, "on_line": _upon(line)},
                  dark={"line": lamp, "line_soft": glow, "on_line": _upon(lamp)})


def _upon(colour: str) -> str:
    return max("#ffffff", "#16141b", key=lambda ink: ratio(ink, colour))


def is_readable(accent: str) -> bool:
    """Say whether the accent can be text on our light papers as it is (AA)."""
    return all(ratio(accent, paper) >= READABLE for paper in LIGHT)


def proposal(accent: str) -> str:
    """Return the nearest readable shade to offer when an accent is refused."""
    return readable(accent, LIGHT, "#000000")
