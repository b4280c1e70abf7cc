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
    "cli.recover_from": Words(
        en="From {copy}: {before} entries were here, {size} are now.",
        ru="Из {copy}: записей здесь было {before}, стало {size}.",
        be="З {copy}: запісаў тут было {before}, стала {size}.",
    ),
    "cli.recovered": Words(
        en="Back here: acts {acts}, places in the status list {places}, changes of status {changes}. Next: comity register fsck, comity register status.",
        ru="Возвращено: актов {acts}, мест в списке статусов {places}, изменений статуса {changes}. Далее: comity register fsck, comity register status.",
        be="Вернута: актаў {acts}, месцаў у спісе статусаў {places}, змен статусу {changes}. Далей: comity register fsck, comity register status.",
    ),
    "cli.recover_conflict": Words(
        en="Act {act} is back, but not all it says holds:",
        ru="Акт {act} возвращён, но не всё, что он гласит, действует:",
        be="Акт {act} вернуты, але не ўсё, што ён абвяшчае, дзейнічае:",
    ),
    "cli.recover_not_back": Words(
        en="No copy has cases, the steps of officials, officials added since the backup, or facts about persons: these do not come back.",
        ru="Дел, действий должностных лиц, должностных лиц, добавленных после копии, и сведений о людях нет ни в одной копии: они не возвращаются.",
        be="Спраў, дзеянняў службовых асоб, службовых асоб, дададзеных пасля копіі, і звестак пра людзей няма ні ў адной копіі: яны не вяртаюцца.",
    ),
}
