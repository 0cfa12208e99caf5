"""Numbers become geometry: all the pictures behind one door."""

from ranking.bars import Bar, BarChart, Part, SplitBar, histogram_chart, split_bar
from ranking.drawing import Mark, Tie
from ranking.heat import Cell, HeatMap, HeatRow, heat_map
from ranking.slopes import Slope, SlopeChart, slope_chart
from ranking.strip import Strip, Thread, strip

__all__ = [
    "Bar",
    "BarChart",
    "Cell",
    "HeatMap",
    "HeatRow",
    "Mark",
    "Part",
    "Slope",
    "SlopeChart",
    "SplitBar",
    "Strip",
    "Thread",
    "Tie",
    "heat_map",
    "histogram_chart",
    "slope_chart",
    "split_bar",
    "strip",
]
