package io.tallymark.dashboard;

import io.tallymark.report.Opens;
import java.util.List;

/**
 * Opens by how they came.
 *
 * @param name of the number in the reports
 * @param of all opens that came in any of these ways
 */
public record ProviderRow(String name, long count, long of) {

    static List<ProviderRow> of(Opens.Providers providers) {
        long all = providers.direct() + providers.gmailProxy() + providers.applePrivacy() + providers.otherProxies();
        return List.of(
                new ProviderRow("direct", providers.direct(), all),
                new ProviderRow("gmailProxy", providers.gmailProxy(), all),
                new ProviderRow("applePrivacy", providers.applePrivacy(), all),
                new ProviderRow("otherProxies", providers.otherProxies(), all));
    }

    public String getWidth() {
        return Scale.percent(count, of);
    }
}
