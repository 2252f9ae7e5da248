"""Pages, lists and papers of the archives (Kearsipan; decree 4.4.1 to 4.4.3, 4.1.5), on ``engines/archives``."""
