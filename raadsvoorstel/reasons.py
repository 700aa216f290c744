"""Why the computer refuses a file or folder, in Dutch: its own words are in the language of the machine."""

import errno

_REASONS = {
    errno.ENOENT: "het bestaat niet",
    errno.EACCES: "u hebt er geen rechten voor",
    errno.EPERM: "u hebt er geen rechten voor",
    errno.EEXIST: "het bestaat al",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "het ligt in iets dat geen map is",
    errno.EROFS: "op deze plaats kan niet worden geschreven",
    errno.ENOSPC: "de schijf is vol",
    errno.EFBIG: "het is te groot voor deze schijf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de verwijzing naar dit bestand verwijst naar zichzelf",
    errno.EBUSY: "een ander programma gebruikt het",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.EIO: "de schijf geeft een fout",
    errno.EINVAL: "de naam kan hier niet",
}


def reason_of(error: OSError) -> str:
    """Return why a file or folder was refused, as the end of a sentence; where no words are known with the code."""
    if error.errno is None:
        return "de computer weigert het"
    # Windows has one number for a file that another program, such as Word, has open.
    if getattr(error, "winerror", None) in (32, 33):
        return "een ander programma heeft het open"
    return _REASONS.get(error.errno, f"de computer weigert het ({errno.errorcode.get(error.errno, error.errno)})")
