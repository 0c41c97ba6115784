package io.tallymark.simulation;

import io.tallymark.classify.EventClass;
import java.util.List;
import java.util.SplittableRandom;

/** What scans the mail of an office. Shapes as reported: see the sources beside the rules. Most copy a browser's name. */
enum Gateway {
    /** Opens at about 9 s, then all links at once a median of 33 s later. */
    SWEEPS_AT_ONCE {
        @Override
        void scan(Mailing mailing, Mailing.Copy copy, Program program, String address) {
            double at = mailing.around(9);
            copy.open(at, address, program, EventClass.SCANNER);
            at += mailing.around(33);
            for (long link : copy.links) {
                copy.click(at, link, address, program, EventClass.SCANNER);
                at += mailing.random.nextDouble() * 0.4;
            }
        }
    },
    /** One link after the other, a second or so apart. */
    SWEEPS_PACED {
        @Override
        void scan(Mailing mailing, Mailing.Copy copy, Program program, String address) {
            double at = 20 + mailing.around(60);
            for (long link : copy.links) {
                copy.click(at, link, address, program, EventClass.SCANNER);
                at += 0.3 + mailing.random.nextDouble() * 1.4;
            }
        }
    },
    /** Every link from another address and under another name. */
    SWEEPS_FROM_MANY {
        @Override
        void scan(Mailing mailing, Mailing.Copy copy, Program program, String address) {
            double at = 20 + mailing.around(60);
            for (long link : copy.links) {
                copy.click(
                        at,
                        link,
                        "203.0.113." + mailing.random.nextInt(255),
                        Program.browser(mailing.random),
                        EventClass.SCANNER);
                at += mailing.random.nextDouble() * 0.5;
            }
        }
    },
    /** Asks with HEAD, then with GET. */
    LOOKS_FIRST {
        @Override
        void scan(Mailing mailing, Mailing.Copy copy, Program program, String address) {
            double at = 10 + mailing.around(40);
            for (long link : copy.links) {
                var headers = program.pageHeaders(mailing.random);
                copy.add(at, "HEAD", link, address, program.userAgent(), headers, EventClass.SCANNER);
                copy.add(at + 0.3, "GET", link, address, program.userAgent(), headers, EventClass.SCANNER);
                at += 0.5 + mailing.random.nextDouble();
            }
        }
    },
    /** The first link only, of all recipients at once. */
    ONE_LINK_OF_ALL {
        @Override
        void scan(Mailing mailing, Mailing.Copy copy, Program program, String address) {
            double sinceStart = (copy.sentAt.toEpochMilli() - mailing.start().toEpochMilli()) / 1000.0;
            double at = 45 - sinceStart + mailing.random.nextDouble() * 4;
            copy.click(at, copy.links[0], address, program, EventClass.SCANNER);
        }
    },
    /** Says what it is. */
    NAMES_ITSELF {
        @Override
        void scan(Mailing mailing, Mailing.Copy copy, Program program, String address) {
            double at = 5 + mailing.around(30);
            copy.open(at, address, Program.TOOL, EventClass.SCANNER);
            copy.click(at + 1, copy.links[0], address, Program.TOOL, EventClass.SCANNER);
        }
    };

    static Gateway any(SplittableRandom random) {
        return values()[random.nextInt(values().length)];
    }

    /** Scans all copies from one address under one name. */
    void scan(Mailing mailing, List<Mailing.Copy> copies) {
        Program program =
                Program.OFFICE_BROWSERS[mailing.random.nextInt(Program.OFFICE_BROWSERS.length)].copied(mailing.random);
        String address = "192.0.2." + (1 + mailing.random.nextInt(254));
        for (Mailing.Copy copy : copies) {
            scan(mailing, copy, program, address);
        }
    }

    abstract void scan(Mailing mailing, Mailing.Copy copy, Program program, String address);
}
