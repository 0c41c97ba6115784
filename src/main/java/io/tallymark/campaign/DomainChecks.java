package io.tallymark.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Looks at tracking domains as a reader's browser would: name, certificate, answer (C8). In the background, when asked to. */
@ApplicationScoped
public class DomainChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Cache<String, DomainCheck> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Resource
    private ManagedExecutorService executor;

    /** Begins to look at a domain, unless that is under way. */
    public void begin(TrackingDomain.View domain) {
        Optional<DomainCheck> last = last(domain.host());
        if (last.isEmpty() || !last.get().running()) {
            known.put(domain.host(), DomainCheck.begun());
            executor.submit(() -> known.put(domain.host(), check(domain)));
        }
    }

    /** What was found within the last hour. */
    public Optional<DomainCheck> last(String host) {
        return Optional.ofNullable(known.getIfPresent(host));
    }

    private DomainCheck check(TrackingDomain.View domain) {
        String addresses = "";
        Optional<String> fault = Optional.empty();
        Optional<Instant> until = Optional.empty();
        boolean answered = false;
        try {
            addresses = Arrays.stream(InetAddress.getAllByName(domain.host()))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            HttpResponse<String> robots = client.send(
                    HttpRequest.newBuilder(URI.create(domain.baseUrl() + "/robots.txt"))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString());
            until = robots.sslSession().map(DomainChecks::until);
            answered = robots.statusCode() == 200 && robots.body().contains("Disallow");
            fault = answered
                    ? Optional.empty()
                    : Optional.of("GET " + domain.baseUrl() + "/robots.txt: " + robots.statusCode());
        } catch (UnknownHostException e) {
            fault = Optional.of("The name is not known: " + domain.host());
        } catch (ConnectException | HttpTimeoutException e) {
            fault = Optional.of("No connection to " + domain.baseUrl());
        } catch (IOException | RuntimeException e) {
            fault = Optional.of(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault = Optional.of("The server is stopping");
        }
        return new DomainCheck(false, Instant.now(), addresses, until, answered, fault);
    }

    private static Instant until(SSLSession session) {
        try {
            return ((X509Certificate) session.getPeerCertificates()[0])
                    .getNotAfter()
                    .toInstant();
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("A handshake that succeeded has a certificate", e);
        }
    }
}
