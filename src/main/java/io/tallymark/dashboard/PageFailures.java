package io.tallymark.dashboard;

import io.tallymark.http.Problem;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;

/**
 * What happens when a page fails (U7). An expired page is shown afresh; a script is sent to the error page; everything else goes on to
 * the container, which shows the error page.
 */
public class PageFailures extends ExceptionHandlerFactory {

    public PageFailures(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    /** The problem among the causes of {@code failure}: a thing that is not there, a value that is not valid. */
    static Optional<Problem> problem(Throwable failure) {
        return cause(failure, Problem.class);
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() {
            FacesContext faces = FacesContext.getCurrentInstance();
            Iterator<ExceptionQueuedEvent> events =
                    getUnhandledExceptionQueuedEvents().iterator();
            if (events.hasNext()) {
                Throwable failure = events.next().getContext().getException();
                try {
                    if (answered(faces, failure)) {
                        getUnhandledExceptionQueuedEvents().iterator().forEachRemaining(event -> {});
                        events.remove();
                        faces.responseComplete();
                        return;
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            getWrapped().handle();
        }

        private static boolean answered(FacesContext faces, Throwable failure) throws IOException {
            ExternalContext external = faces.getExternalContext();
            if (external.isResponseCommitted()) {
                return false;
            }
            if (cause(failure, ViewExpiredException.class).isPresent()) {
                external.redirect(afresh((HttpServletRequest) external.getRequest()));
                return true;
            }
            if (faces.getPartialViewContext().isAjaxRequest()) {
                String what = problem(failure)
                        .map(problem -> "?status=" + (problem.status() == 422 ? 404 : problem.status()))
                        .orElseGet(() -> "?incident=" + ErrorPageServlet.logged(failure));
                external.responseReset();
                external.redirect(external.getRequestContextPath() + "/dashboard/failure" + what);
                return true;
            }
            Optional<Problem> problem = problem(failure);
            if (problem.isPresent()) {
                external.responseSendError(problem.get().status(), null);
                return true;
            }
            throw new FacesException(failure);
        }

        /** The page with the parameters it was asked with. */
        private static String afresh(HttpServletRequest request) {
            String page = io.tallymark.access.WayIn.page(request);
            String address = page.startsWith(request.getServletPath()) ? page : request.getServletPath();
            if (address.contains("renewed=true")) {
                return request.getContextPath() + address;
            }
            return request.getContextPath() + address + (address.contains("?") ? "&" : "?") + "renewed=true";
        }
    }
}
