using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Accounts.Pages;

/// <summary>The pages of the service: for people without a token, outside of the documents.</summary>
public static class PageGroup
{
    static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    public static RouteGroupBuilder MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("/accounts").AllowAnonymous().ExcludeFromDescription();
        pages.AddEndpointFilter(RefuseForeignFormsAsync);
        return pages;
    }

    /// <summary>A page that is shown, and that takes its own form.</summary>
    public static void MapPage(this IEndpointRouteBuilder pages, string path, Delegate handler) =>
        pages.MapMethods(path, GetAndPost, handler);

    static async ValueTask<object?> RefuseForeignFormsAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (AntiforgeryValidationException)
        {
            var http = invocation.HttpContext;
            var page = new Page(http);
            return page.Show(
                page.T("页面已失效", "This page is too old"),
                Html.Of(
                    $"""
                    {Page.Wrong(page.T("表单已失效，未作任何更改。", "The form is no longer good, and nothing was changed."))}
                    <a class="button" href="{http.Request.Path.Value}{http.Request.QueryString.Value}">{page.T("重新打开", "Open it again")}</a>
                    """),
                StatusCodes.Status400BadRequest);
        }
    }
}
