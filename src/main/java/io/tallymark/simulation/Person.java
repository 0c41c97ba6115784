package io.tallymark.simulation;

import io.tallymark.classify.EventClass;
import java.util.SplittableRandom;

/** Somebody who receives a message, perhaps looks at it, perhaps follows a link, and says so through proxies, caches and double clicks. */
final class Person {

    private final Mailing mailing;
    private final SplittableRandom random;
    private final String address;
    private final Program browser;
    private final Program mailClient;

    /** At home, with whatever mail service. */
    Person(Mailing mailing, String address) {
        this.mailing = mailing;
        this.random = mailing.random;
        this.address = address;
        this.browser = Program.browser(random);
        this.mailClient = Program.homeMail(random);
    }

    /** In an office, with the office's browser. */
    Person(Mailing mailing, String address, Program browser) {
        this.mailing = mailing;
        this.random = mailing.random;
        this.address = address;
        this.browser = browser;
        this.mailClient = Program.OUTLOOK;
    }

    void receive(Mailing.Copy copy) {
        if (mailClient == Program.APPLE_PRIVACY && chance(95)) {
            copy.open(1 + mailing.around(20), Program.relay(random), mailClient, EventClass.PROXY);
        } else if (mailClient == Program.GMAIL_PROXY && chance(4)) {
            copy.open(
                    1 + random.nextDouble() * 4,
                    "66.249.84." + random.nextInt(255),
                    Program.GMAIL_PREFETCH,
                    EventClass.PROXY);
        }
        if (chance(45)) {
            read(copy, 5 + mailing.around(chance(30) ? 90 : 7200));
        }
    }

    private void read(Mailing.Copy copy, double at) {
        boolean imagesOff = chance(20);
        if (!imagesOff) {
            show(copy, at);
        }
        if (chance(30)) {
            follow(copy, at + 2 + mailing.around(12));
        }
        if (!imagesOff && chance(15)) {
            show(copy, at + 1800 + mailing.around(20_000));
        }
    }

    private void show(Mailing.Copy copy, double at) {
        if (mailClient == Program.APPLE_PRIVACY) {
            return;
        }
        if (mailClient == Program.GMAIL_PROXY) {
            copy.open(at, "66.249.84." + random.nextInt(255), mailClient, EventClass.PROXY);
            return;
        }
        copy.open(at, address, mailClient, EventClass.HUMAN);
        if (chance(8)) {
            copy.open(at + 0.2 + random.nextDouble() * 3, address, mailClient, EventClass.DUPLICATE);
        }
    }

    private void follow(Mailing.Copy copy, double at) {
        String from = browser == Program.SAFARI && chance(40) ? Program.relay(random) : address;
        int wanted = chance(80) ? 1 : 1 + random.nextInt(Math.min(4, copy.links.length));
        int first = random.nextInt(copy.links.length);
        double when = at;
        for (int i = 0; i < wanted; i++) {
            long link = copy.links[(first + i * 3) % copy.links.length];
            boolean again = i > 0 && copy.links.length < 1 + i * 3;
            if (again) {
                return;
            }
            if (chance(2)) {
                copy.add(
                        when - 0.5,
                        "GET",
                        link,
                        from,
                        browser.userAgent(),
                        browser.prefetchHeaders(random),
                        EventClass.PROXY);
            }
            copy.click(when, link, from, browser, EventClass.HUMAN);
            if (chance(6)) {
                copy.click(when + 0.2 + random.nextDouble(), link, from, browser, EventClass.DUPLICATE);
            }
            when += chance(40) ? 1.2 + mailing.around(2) : 10 + mailing.around(40);
        }
        if (chance(3)) {
            copy.click(when + 60, copy.links[first], "198.51.100.30", Program.CHAT_PREVIEW, EventClass.SCANNER);
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
