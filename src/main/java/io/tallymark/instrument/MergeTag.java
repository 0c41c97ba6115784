package io.tallymark.instrument;

import java.util.regex.Pattern;

/** Recognises merge tags that nobody has filled in, in the spellings of common template languages and mailing systems. */
final class MergeTag {

    /**
     * In order: Handlebars, Liquid, Jinja, Twig; Smarty and Velocity; ERB and JSP, also escaped; Salesforce {@code %%name%%};
     * Mailchimp {@code *|NAME|*}; {@code [[name]]}; Mailgun {@code %recipient.name%}; {@code ##name##}; {@code [% name %]};
     * ActiveCampaign {@code %NAME%}, which must not look like two percent-encoded bytes; Mautic and CiviMail {@code {name}},
     * which must not look like a GUID in braces.
     */
    private static final Pattern TAG = Pattern.compile("\\{\\{|\\{%|\\{\\$|\\$\\{|#\\{|\\{!|<%|&lt;%"
            + "|%%[A-Za-z_][^%\\s]{0,200}%%"
            + "|%%="
            + "|\\*\\|[^|]{0,200}\\|\\*"
            + "|\\[\\[[^\\]]{0,200}\\]\\]"
            + "|%recipient\\."
            + "|##[A-Za-z_][A-Za-z0-9_.-]{0,60}##"
            + "|\\[%"
            + "|%(?![0-9A-Fa-f]{2})[A-Z][A-Z0-9_-]{2,60}%"
            + "|\\{(?![0-9A-Fa-f]{8}-)[A-Za-z_][A-Za-z0-9_.=| :-]{0,100}\\}");

    private MergeTag() {}

    static boolean isIn(String target) {
        for (int i = 0; i < target.length(); i++) {
            if ("{<%*[#&".indexOf(target.charAt(i)) >= 0) {
                return TAG.matcher(target).find();
            }
        }
        return false;
    }
}
