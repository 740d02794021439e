package com.lealup.gateway.mail;

import com.lealup.gateway.workspace.IssueLink;
import com.lealup.platform.environment.InvalidSettingException;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that are due. The link in a mail is made just before it is sent, so that none is kept in the clear; a
 * mail that was sent, and not noted as sent, goes out again with a link of its own, and the one before is void.
 */
@Component
class SendMails implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SendMails.class);
    private static final int AT_ONCE = 10;

    private final @Nullable JavaMailSender sender;
    private final DueMails mails;
    private final IssueLink links;
    private final MailProperties properties;
    private final InstantSource clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mails").factory());
    private volatile boolean running;

    SendMails(
            ObjectProvider<JavaMailSender> sender,
            DueMails mails,
            IssueLink links,
            MailProperties properties,
            InstantSource clock) {
        this.sender = sender.getIfAvailable();
        this.mails = mails;
        this.links = links;
        this.properties = properties;
        this.clock = clock;
        if (this.sender != null && properties.from() == null) {
            throw InvalidSettingException.missing(
                    "lealup.mail.from", "must be the address that mails come from, since SPRING_MAIL_HOST is set");
        }
    }

    @Override
    public void start() {
        running = true;
        if (sender != null) {
            var interval = properties.poll().toMillis();
            var _ = scheduler.scheduleWithFixedDelay(() -> sendDue(sender), interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    /** What is under way may end; what is not sent by then is another instance's when its lease is over. */
    @Override
    public void stop() {
        running = false;
        scheduler.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sendDue(JavaMailSender server) {
        try {
            // One after the other: each has the whole lease to itself.
            for (int sent = 0; running && sent < AT_ONCE; sent++) {
                var now = clock.instant();
                var claimed = mails.claim(now, now.plus(properties.lease()), 1);
                if (claimed.isEmpty()) {
                    return;
                }
                send(server, claimed.getFirst());
            }
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("due mails not read; tried again later");
        }
    }

    private void send(JavaMailSender server, DueMails.Mail mail) {
        if (!clock.instant().isBefore(mail.expiresAt())) {
            log.atWarn()
                    .addKeyValue("user_id", mail.userId())
                    .addKeyValue("failures", mail.failures())
                    .log("mail given up: its link has expired");
            mails.remove(mail);
            return;
        }
        var link =
                links.renew(mail.tenantId(), mail.userId(), mail.purpose(), mail.expiresAt(), () -> mails.isDue(mail));
        if (link.isEmpty()) {
            mails.remove(mail);
            return;
        }
        try {
            send(server, link.get().user().email().text(), Letter.of(mail.purpose(), link.get()));
            mails.remove(mail);
        } catch (MailException | MessagingException e) {
            var wait = properties.retryAfter(mail.failures() + 1);
            mails.postpone(mail, clock.instant().plus(wait));
            // Not its message: that may repeat the address.
            log.atWarn()
                    .addKeyValue("user_id", mail.userId())
                    .addKeyValue("cause", e.getClass().getName())
                    .addKeyValue("retry_in", wait)
                    .log("mail not sent; tried again later");
        }
    }

    private void send(JavaMailSender server, String to, Letter letter) throws MessagingException {
        var message = server.createMimeMessage();
        var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(String.valueOf(properties.from()));
        helper.setTo(to);
        helper.setSubject(letter.subject());
        helper.setText(letter.text());
        // RFC 3834, section 5: nobody's holiday note should answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        server.send(message);
    }
}
