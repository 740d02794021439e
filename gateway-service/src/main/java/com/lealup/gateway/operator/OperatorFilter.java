package com.lealup.gateway.operator;

import com.lealup.platform.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only the operator pass; how long a wrong token takes to refuse says nothing about the right one. */
final class OperatorFilter extends OncePerRequestFilter {

    private final byte[] expected;

    OperatorFilter(OperatorProperties properties) {
        this.expected = ("Bearer " + properties.token()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.UTF_8))) {
            throw Problems.unauthenticated("The operator's token is missing or wrong.");
        }
        chain.doFilter(request, response);
    }
}
