"""Writes data/org/offices.csv from an extracted npm package ``idn-area-data``.

Usage: python tools/make_offices.py FOLDER, where FOLDER holds data/provinces.csv and data/regencies.csv.
"""

import csv
import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "data" / "org" / "offices.csv"
COLUMNS = ["code", "level", "name", "region_name", "parent_code", "time_zone", "note"]
ABBREVIATIONS = {"DKI"}
SMALL_WORDS = {"DAN"}
CENTER = ["00", "ri", "KPU RI", "Republik Indonesia", "", "Asia/Jakarta", "Kode 00 hanya dipakai di sistem ini."]
ACEH = "11"
ACEH_NOTE = "Di Aceh bernama Komisi Independen Pemilihan (KIP); pengetahuan umum, belum diverifikasi."
JAKARTA_NOTE = "Nama satuan kerja tanpa kata Administrasi; pengetahuan umum, belum diverifikasi."

# Provinces outside western time (WIB), by code: Keppres 41/1987, provinces formed later follow the one they came from.
WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


def title_case(text: str) -> str:
    """ "KABUPATEN PANGKAJENE DAN KEPULAUAN" -> "Kabupaten Pangkajene dan Kepulauan"; "DKI" stays."""
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    if word in ABBREVIATIONS:
        return word
    return word.lower() if word in SMALL_WORDS else re.sub(r"\w+", lambda part: part[0].capitalize(), word)


def time_zone(province_code: str) -> str:
    if province_code in WIT:
        return "Asia/Jayapura"
    return "Asia/Makassar" if province_code in WITA else "Asia/Jakarta"


def province_row(code: str, printed: str) -> list[str]:
    region = title_case(printed)
    name = f"KIP {region}" if code == ACEH else f"KPU Provinsi {region}"
    return [code, "province", name, region, "00", time_zone(code), ACEH_NOTE if code == ACEH else ""]


def regency_row(code: str, province_code: str, printed: str) -> list[str]:
    region = title_case(printed)
    body = "KIP" if province_code == ACEH else "KPU"
    name = f"{body} {region.replace(' Administrasi ', ' ')}"
    note = ACEH_NOTE if province_code == ACEH else JAKARTA_NOTE if " Administrasi " in region else ""
    return [code.replace(".", ""), "regency", name, region, province_code, time_zone(province_code), note]


def rows(folder: Path) -> list[list[str]]:
    """The table without its heading: KPU RI, then provinces, then regencies, each by code."""
    with (folder / "data" / "provinces.csv").open(encoding="utf-8", newline="") as file:
        provinces = [province_row(row["code"], row["name"]) for row in csv.DictReader(file)]
    with (folder / "data" / "regencies.csv").open(encoding="utf-8", newline="") as file:
        regencies = [regency_row(row["code"], row["province_code"], row["name"]) for row in csv.DictReader(file)]
    return [CENTER, *sorted(provinces), *sorted(regencies)]


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
