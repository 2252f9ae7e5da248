"""What an employee number must look like."""

from datetime import date

PPPK_MARK = "21"  # stands where the month would: number of a contract employee; pengetahuan umum, belum diverifikasi
YOUNGEST_AT_APPOINTMENT = 15  # years; a guard against typing errors, not a legal age
EARLIEST_BIRTH = date(1940, 1, 1)


class InvalidNip(ValueError):
    """A number that cannot be an employee number; its text is the reason, in Indonesian."""


def check_nip(nip: str) -> None:
    """
    Decides: whether 18 digits can be an employee number (NIP): birth date, month of appointment, sex, serial number.
    Basis: Peraturan Kepala BKN Nomor 22 Tahun 2007 (pengetahuan umum, belum diverifikasi)
    """
    if not (nip.isascii() and nip.isdigit()):
        raise InvalidNip("NIP hanya boleh berisi angka, 18 angka tanpa spasi.")
    if len(nip) != 18:
        raise InvalidNip(f"NIP harus 18 angka, yang tertulis {len(nip)} angka.")
    born = _birth_date(nip[:8])
    year, month = int(nip[8:12]), nip[12:14]
    if month != PPPK_MARK and not "01" <= month <= "12":
        raise InvalidNip("Angka ke-13 dan ke-14 NIP bukan bulan pengangkatan (01 sampai 12) dan bukan tanda PPPK (21).")
    if year < born.year + YOUNGEST_AT_APPOINTMENT or year > 2099:
        raise InvalidNip("Tahun pengangkatan dalam NIP tidak sesuai dengan tahun lahirnya.")
    if nip[14] not in "12":
        raise InvalidNip("Angka ke-15 NIP harus 1 (pria) atau 2 (wanita).")
    if nip[15:] == "000":
        raise InvalidNip("Nomor urut NIP (tiga angka terakhir) tidak boleh 000.")


def _birth_date(digits: str) -> date:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise InvalidNip("Delapan angka pertama NIP bukan tanggal lahir yang benar.") from None
    if born < EARLIEST_BIRTH:
        raise InvalidNip("Tahun lahir dalam NIP tidak masuk akal.")
    return born
