"""Charts as SVG images, each shown beside a table of the same figures."""

from collections.abc import Sequence

import pygal
from pygal.style import Style

STYLE = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground="#0b0c0c",
    foreground_strong="#0b0c0c",
    foreground_subtle="#b1b4b6",
    colors=("#0f7a52",),
    font_family="Arial, sans-serif",
    label_font_size=14,
    major_label_font_size=14,
    title_font_size=16,
    value_font_size=14,
    value_colors=("#0b0c0c",),
)


def spread_chart(bands: Sequence[tuple[str, int]]) -> bytes:
    """Draw how many pairs lie in each band of points, as bars."""
    chart = pygal.Bar(
        style=STYLE,
        width=760,
        height=320,
        show_legend=False,
        js=(),
        print_values=True,
        print_zeroes=False,
        margin=10,
        spacing=6,
        x_title="Points, of 1,000",
        y_title="Pairs",
        value_formatter=lambda value: f"{value:.0f}",
        disable_xml_declaration=True,
        no_prefix=True,
    )
    chart.x_labels = [label.split(" ")[0] for label, _count in bands]
    most = max((count for _label, count in bands), default=0)
    chart.y_labels = range(0, most + 1, max(1, -(-most // 5)))
    chart.add("Pairs", [count for _label, count in bands])
    drawn: str = chart.render()
    return drawn.encode() if isinstance(drawn, str) else drawn
