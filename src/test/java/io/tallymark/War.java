package io.tallymark;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The very file that is delivered, for deployment by a test. */
final class War {

    private War() {}

    static WebArchive built() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tallymark.war"));
    }
}
