"""One small open set of icons, drawn for Chalandise on a grid of 24 with a stroke of 1.8. Always beside words."""
from django.utils.html import format_html
from django.utils.safestring import mark_safe

ICONS = {
    "menu": "M4 7h16M4 12h16M4 17h16",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 21 21",
    "filter": "M4 6.5h16M7 12h10M10 17.5h4",
    "calendar": "M4 6.5h16v14H4zM4 10.5h16M8 3.5v5M16 3.5v5",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3.2 2",
    "phone": "M6 3.5h3l1.7 4.5-2.2 1.7a12 12 0 0 0 5.8 5.8l1.7-2.2 4.5 1.7v3c0 1-.9 1.9-2 1.8C10.5 19.3 4.7 13.5 4.2 5.5 4.1 4.4 5 3.5 6 3.5z",
    "mail": "M3.5 5.5h17v13h-17zM3.5 7l8.5 6.5L20.5 7",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
    "shop": "M4 9.5V20h16V9.5M3.5 4h17l.5 4a2.8 2.8 0 0 1-3 2.5 3 3 0 0 1-3-2.5 3 3 0 0 1-6 0 3 3 0 0 1-3 2.5A2.8 2.8 0 0 1 3 8zM10 20v-5.5h4V20",
    "download": "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
    "check": "M4.5 12.5 10 18 20 6.5",
    "cross": "M6 6l12 12M18 6 6 18",
    "plus": "M12 5v14M5 12h14",
    "edit": "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
    "undo": "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "tram": "M7 4h10a2 2 0 0 1 2 2v9a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V6a2 2 0 0 1 2-2zM5 11h14M9 21l1.5-3M15 21l-1.5-3M9 14.5h.01M15 14.5h.01",
    "link": "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7L12 17",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.6v.1",
    "warning": "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1",
}


def icon(name):
    """Return the drawing as inline SVG, silent for screen readers: the words beside it speak."""
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', mark_safe(ICONS[name]))
