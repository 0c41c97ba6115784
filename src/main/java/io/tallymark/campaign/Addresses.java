package io.tallymark.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The keyed hashes by which the address of a message's recipient can be recognised, and by nothing else (C3). */
@ApplicationScoped
public class Addresses {

    @Inject
    private KeyRing keys;

    /** The hash that messages to this address carry. */
    public String hashOf(String address) {
        return keys.addresses().ofAddress(address);
    }

    /** The hash that messages to any address of this domain carry. */
    public String hashOfDomain(String domain) {
        return keys.addresses().ofDomain(domain);
    }
}
