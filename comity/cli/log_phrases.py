"""The words of the commands that check and recover the log, and ask what was known."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

LOG = {
    "cli.not_imported": Words(
        en="{path}: nothing was imported of a log {origin}. comity register fsck --all names those that were.",
        ru="{path}: из журнала {origin} ничего не импортировано. Импортированные назовёт comity register fsck --all.",
        be="{path}: з журнала {origin} нічога не імпартавана. Імпартаваныя назаве comity register fsck --all.",
    ),
    "cli.fsck_bar": Words(en="Entries checked", ru="Проверено записей", be="Праверана запісаў"),
    "cli.fsck_title": Words(en="Rebuilt from the acts", ru="Пересчитано по актам", be="Пералічана па актах"),
    "cli.fsck_whole": Words(en="Whole", ru="Всё цело", be="Усё цэлае"),
    "cli.fsck_broken": Words(en="Not whole", ru="Целостность нарушена", be="Цэласнасць парушана"),
    "cli.fsck_mended": Words(
        en="Published files written anew from the acts: {count}.",
        ru="Опубликованных файлов записано заново по актам: {count}.",
        be="Апублікаваных файлаў запісана нанова па актах: {count}.",
    ),
}
