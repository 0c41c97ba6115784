package bare;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The least a REST resource can do: check the signature and answer; nothing is stored. */
@Path("/")
public class BareResource {

    @ApplicationPath("/")
    public static class Bare extends Application {}

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
    private static final Mac MAC = mac();

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return mac;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean valid(String id, String sig) {
        try {
            Mac mac = (Mac) MAC.clone();
            byte[] expected = Arrays.copyOf(mac.doFinal(id.getBytes(StandardCharsets.US_ASCII)), 16);
            return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(sig));
        } catch (Exception e) {
            return false;
        }
    }

    @GET
    @Path("o/{id}.gif")
    public Response open(@PathParam("id") String id, @QueryParam("sig") String sig) {
        return valid("o" + id, sig)
                ? Response.ok(GIF, "image/gif").header("Cache-Control", "no-store").build()
                : Response.status(404).build();
    }

    @GET
    @Path("c/{id}")
    public Response click(@PathParam("id") String id, @QueryParam("sig") String sig) {
        return valid("c" + id, sig)
                ? Response.status(302).header("Location", "https://example.com/1").build()
                : Response.status(404).build();
    }
}
