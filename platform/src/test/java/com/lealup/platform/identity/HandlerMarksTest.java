package com.lealup.platform.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class HandlerMarksTest {

    @RestController
    static class Marked {

        @GetMapping("/v1/a")
        @RequiresScope("a:read")
        public void a() {}

        @GetMapping("/v1/b")
        @Open
        public void b() {}

        @GetMapping("/internal/c")
        @Internal(callers = "a-service")
        public void c() {}
    }

    @RestController
    static class Unmarked {

        @GetMapping("/v1/forgotten")
        public void forgotten() {}
    }

    @RestController
    static class TwiceMarked {

        @GetMapping("/v1/twice")
        @Open
        @RequiresScope("a:read")
        public void twice() {}
    }

    @RestController
    static class InternalOutside {

        @GetMapping("/v1/internal")
        @Internal(callers = "a-service")
        public void outside() {}
    }

    @RestController
    static class PublicInside {

        @GetMapping("/internal/public")
        @RequiresScope("")
        public void inside() {}
    }

    @Test
    void letsMarkedHandlersStart() {
        assertThatCode(() -> start(Marked.class)).doesNotThrowAnyException();
    }

    @Test
    void stopsForAnUnmarkedHandlerByItsName() {
        assertThatThrownBy(() -> start(Unmarked.class))
                .hasMessageContaining("Unmarked#forgotten()")
                .hasMessageContaining("must carry one");
    }

    @Test
    void stopsForContradictingMarks() {
        assertThatThrownBy(() -> start(TwiceMarked.class)).hasMessageContaining("carries 2");
    }

    @Test
    void keepsInternalHandlersAndInternalPathsTogether() {
        assertThatThrownBy(() -> start(InternalOutside.class)).hasMessageContaining("if and only if");
        assertThatThrownBy(() -> start(PublicInside.class)).hasMessageContaining("if and only if");
    }

    private static void start(Class<?> controller) {
        var context = new StaticWebApplicationContext();
        context.registerSingleton("controller", controller);
        context.refresh();
        var mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        new HandlerMarks(() -> mapping).afterSingletonsInstantiated();
    }
}
