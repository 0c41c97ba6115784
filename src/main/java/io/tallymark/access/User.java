package io.tallymark.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Objects;

/** A person who signs in to the dashboard. */
@Entity
@Table(name = "app_user")
public class User {

    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    private String role;

    @Column(name = "must_change_password")
    private boolean mustChangePassword;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected User() {}

    /** An administrator who has to choose a password of their own at the first sign-in. */
    static User administrator(String name, String passwordHash, OffsetDateTime createdAt) {
        User user = new User();
        user.name = Objects.requireNonNull(name);
        user.passwordHash = Objects.requireNonNull(passwordHash);
        user.role = "ADMINISTRATOR";
        user.mustChangePassword = true;
        user.createdAt = Objects.requireNonNull(createdAt);
        return user;
    }
}
