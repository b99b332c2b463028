"""Attendance sheets that people already have come in: read, understood as far as can be known, asked about, written, undone.

`cells` reads a file · `finding` finds the tables in it · `days`, `marks`, `people` say what its heads, cells and names may mean ·
`reading` puts them together with what was answered · `placing` finds the activity, sessions and people here · `writing` and
`undoing` change the Casa. Nothing but `writing` and `undoing` writes.
"""
