"""The demonstration: ``./pranata start --demo`` fills a folder of its own with half a year of made-up work.

The decree is the real one shipped with the project; people, notes, evidence and reports are fictional and say so on
every page and paper. Begin with ``filling.fill``; what is told stands in ``data/samples``.
"""
