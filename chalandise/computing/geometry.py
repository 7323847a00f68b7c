"""Small flat geometry for a street: lengths, a point beside a line, a point in a commune.

Coordinates are (longitude, latitude) in degrees (WGS 84), as GeoJSON writes them; distances are metres. A town is small
enough for the equirectangular approximation: below 20 km the error stays under 0.1 %.
"""
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, inf, radians

Point = Sequence[float]
METRES_A_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km


def metres(a: Point, b: Point) -> float:
    """Return the distance between two points."""
    east = (b[0] - a[0]) * cos(radians((a[1] + b[1]) / 2))
    return METRES_A_DEGREE * hypot(east, b[1] - a[1])


def length(line: Sequence[Point]) -> float:
    """Return the length of a polyline; 0 for fewer than two points."""
    return sum(metres(a, b) for a, b in zip(line, line[1:], strict=False))


@dataclass(frozen=True)
class Foot:
    """Where a point falls on a polyline: metres from its start, and metres away from it."""

    along: float
    away: float


def project(line: Sequence[Point], point: Point) -> Foot:
    """Return the nearest place of a polyline to a point.

    Raises
    ------
    ValueError
        The line has fewer than two points.
    """
    if len(line) < 2:
        raise ValueError("a line needs two points")
    best, start = Foot(0.0, inf), 0.0
    for a, b in zip(line, line[1:], strict=False):
        squeeze = cos(radians((a[1] + b[1]) / 2))
        vx, vy = (b[0] - a[0]) * squeeze, b[1] - a[1]
        px, py = (point[0] - a[0]) * squeeze, point[1] - a[1]
        whole = vx * vx + vy * vy
        share = min(1.0, max(0.0, (px * vx + py * vy) / whole)) if whole else 0.0
        away = METRES_A_DEGREE * hypot(px - share * vx, py - share * vy)
        piece = METRES_A_DEGREE * hypot(vx, vy)
        if away < best.away:
            best = Foot(start + share * piece, away)
        start += piece
    return best


def point_at(line: Sequence[Point], along: float) -> tuple[float, float]:
    """Return the point of a polyline at `along` metres from its start, held to its ends."""
    if len(line) < 2:
        raise ValueError("a line needs two points")
    left = max(0.0, along)
    for a, b in zip(line, line[1:], strict=False):
        piece = metres(a, b)
        if piece and left <= piece:
            share = left / piece
            return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        left -= piece
    return float(line[-1][0]), float(line[-1][1])


class Area:
    """A GeoJSON Polygon or MultiPolygon, ready to judge many points: its edges are kept by strips of latitude."""

    STRIPS = 256

    def __init__(self, outline: dict) -> None:
        shapes = {"Polygon": lambda c: [c], "MultiPolygon": lambda c: c}
        if outline.get("type") not in shapes:
            raise ValueError(f"not a polygon: {outline.get('type')!r}")
        rings = [ring for polygon in shapes[outline["type"]](outline["coordinates"]) for ring in polygon]
        levels = [p[1] for ring in rings for p in ring]
        self.south, self.north = min(levels, default=0.0), max(levels, default=0.0)
        self.west = min((p[0] for ring in rings for p in ring), default=0.0)
        self.east = max((p[0] for ring in rings for p in ring), default=0.0)
        self.height = (self.north - self.south) / self.STRIPS or 1.0
        # Holes and the polygons of one shape never overlap, so the even-odd rule may count all the edges together.
        self.strips: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
        for ring in rings:
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                low, high = sorted((self._strip(a[1]), self._strip(b[1])))
                for strip in range(low, high + 1):
                    self.strips[strip].append((a[0], a[1], b[0], b[1]))

    def _strip(self, y: float) -> int:
        return int((y - self.south) / self.height)

    def holds(self, point: Point) -> bool:
        """Count the edges crossed by a ray going east (even-odd rule); holes are outside."""
        x, y = point[0], point[1]
        if not (self.south <= y <= self.north and self.west <= x <= self.east):
            return False
        odd = False
        for ax, ay, bx, by in self.strips.get(self._strip(y), ()):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                odd = not odd
        return odd


def inside(outline: dict, point: Point) -> bool:
    """Say whether a point is within a GeoJSON Polygon or MultiPolygon; holes are outside."""
    return Area(outline).holds(point)
