package io.tallymark.instrument;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells from its address that a link lets a recipient leave or change what they get (I4): a part of the path, or a name or value of
 * the query, says so as a whole. A longer word or an article's title does not, and neither does the host.
 */
final class LinkPurpose {

    private static final Pattern UNSUBSCRIBE = Pattern.compile(
            "(?:(?:e-?mail|mail|newsletter|list|one-?click|mailing|user|subscriber|member|do|action|click)[-_]?)?"
                    + "(?:un-?subscribe[drs]?|unsubscription|unsub|opt[-_]?out|remove[-_]me|leave[-_]list"
                    + "|abmelden|abmeldung|abbestellen|abbestellung|austragen|abmelde"
                    + "|desabonn(?:er|ement)|desinscri(?:re|ption)|se[-_]desabonner|se[-_]desinscrire"
                    + "|dar(?:se)?[-_](?:de[-_])?baja|cancelar[-_]suscripcion|desuscribir(?:se)?"
                    + "|disiscriviti|disiscrizione|cancella[-_]iscrizione|descadastrar"
                    + "|afmelden|uitschrijven|avmelding|avregistrera|afmeld|wypisz)"
                    + "(?:[-_]?(?:me|now|link|all|confirm|page|form|url|user|e-?mail|here|request|success|list))?"
                    + "(?:\\.[a-z]{2,5})?");

    private static final Pattern PREFERENCES =
            Pattern.compile("(?:(?:e-?mail|newsletter|subscription|subscriber|manage|my|mailing|update|edit|change|user"
                    + "|communication|contact|notification|marketing|your)[-_]?)*"
                    + "(?:preferences?|preference[-_]?(?:cent(?:er|re)|page)|subscription[-_]?(?:cent(?:er|re)|settings)"
                    + "|manage[-_]?(?:your[-_])?subscriptions?|(?:e-?mail|newsletter|notification)[-_]?settings"
                    + "|update[-_]profile|einstellungen|abo[-_]verwalten)"
                    + "(?:\\.[a-z]{2,5})?");

    private static final String SEPARATORS = "/?&;=#";

    private LinkPurpose() {}

    /** {@code target} is an http or https address. */
    static Optional<Reason> reasonToLeave(String target) {
        int at = LinkTarget.authority(target);
        while (at < target.length() && "/?#\\".indexOf(target.charAt(at)) < 0) {
            at++;
        }
        boolean preferences = false;
        while (at < target.length() && target.charAt(at) != '#') {
            int end = at + 1;
            while (end < target.length() && SEPARATORS.indexOf(target.charAt(end)) < 0) {
                end++;
            }
            String word = target.substring(at + 1, end).toLowerCase(Locale.ROOT);
            if (mayMatter(word) && UNSUBSCRIBE.matcher(word).matches()) {
                return Optional.of(Reason.UNSUBSCRIBE);
            }
            preferences |= mayMatter(word) && PREFERENCES.matcher(word).matches();
            at = end;
        }
        return preferences ? Optional.of(Reason.PREFERENCES) : Optional.empty();
    }

    private static boolean mayMatter(String word) {
        return word.length() >= 5 && word.length() <= 60;
    }
}
