package io.tallymark.dashboard;

import io.tallymark.access.ProviderSignIn;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends people to the OpenID Connect provider and takes them back. */
@WebServlet({"/dashboard/sign-in/provider", "/dashboard/sign-in/answer"})
public class ProviderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ProviderSignIn provider;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = request.getServletPath().endsWith("/provider")
                ? provider.begin(request.getParameter("return"), response)
                : provider.answered(request, response);
        response.sendRedirect(next.startsWith("/") ? request.getContextPath() + next : next);
    }
}
