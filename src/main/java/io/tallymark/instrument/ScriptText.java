package io.tallymark.instrument;

/**
 * Where a script ends. Inside {@code <!--} a nested {@code <script>} hides the next {@code </script>} (the "script data double
 * escaped" states of WHATWG HTML, 13.2.5.20 to 13.2.5.31).
 */
final class ScriptText {

    private ScriptText() {}

    /** Offset of the end tag of a script whose text begins at {@code from}; -1 if nothing ends it. */
    static int end(String html, int from) {
        boolean escaped = false;
        boolean hidden = false;
        for (int i = from; i < html.length(); i++) {
            char character = html.charAt(i);
            if (character == '-' && escaped && html.startsWith("-->", i)) {
                escaped = false;
                hidden = false;
                i += 2;
            } else if (character == '<' && !escaped && html.startsWith("<!--", i)) {
                escaped = true;
                i++; // its dashes may be those of the end mark, as in <!-->
            } else if (character == '<' && html.startsWith("</", i) && HtmlTokens.names(html, i + 2, "script")) {
                if (!hidden) {
                    return i;
                }
                hidden = false;
            } else if (character == '<' && escaped && HtmlTokens.names(html, i + 1, "script")) {
                hidden = true;
            }
        }
        return -1;
    }
}
