package io.tallymark.dashboard;

/** Text from outside made such that everything in it can be seen. */
final class Visible {

    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE = 0x7f;
    private static final char DELETE_PICTURE = '\u2421';

    private Visible() {}

    /**
     * The text with pictures of its control characters, and with the names of what would turn its direction around or hide in it
     * (RFC 9839 and Unicode TR36 advise both); empty for null.
     */
    static String of(String text) {
        if (text == null || text.chars().noneMatch(Visible::isHidden)) {
            return text == null ? "" : text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.chars().forEach(character -> {
            if (character < ' ') {
                shown.append((char) (CONTROL_PICTURES + character));
            } else if (character == DELETE) {
                shown.append(DELETE_PICTURE);
            } else if (isHidden(character)) {
                shown.append(String.format("<U+%04X>", character));
            } else {
                shown.append((char) character);
            }
        });
        return shown.toString();
    }

    private static boolean isHidden(int character) {
        return character < ' '
                || (character >= DELETE && character < 0xa0)
                || (character >= 0x200b && character <= 0x200f)
                || (character >= 0x2028 && character <= 0x202e)
                || (character >= 0x2060 && character <= 0x206f)
                || character == 0xfeff
                || (character >= 0xfff0 && character <= 0xfffb)
                || character >= 0xfffe;
    }
}
