package com.lealup.gateway.session;

import com.lealup.gateway.workspace.User;
import com.lealup.gateway.workspace.UserChanges;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends the sessions of somebody who is gone, or has a new password, in the transaction that makes it so. */
@Component
class EndSessions implements UserChanges {

    private final JdbcClient jdbc;

    EndSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sessions hold no role: they follow by themselves. */
    @Override
    public void roleChanged(User user) {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void deactivated(User user) {
        end(user);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void passwordChanged(User user) {
        end(user);
    }

    private void end(User user) {
        jdbc.sql("""
                        delete from sessions
                        where principal_name = :person
                        """)
                .param("person", SignedIn.principalName(user.tenantId(), user.id()))
                .update();
    }
}
