package com.lealup.gateway.workspace;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The workspaces of all tenants, for operators alone. */
public interface AllWorkspaces {

    /** The newest first, from the one before {@code before} on. */
    List<Workspace> list(@Nullable UUID before, int limit);
}
