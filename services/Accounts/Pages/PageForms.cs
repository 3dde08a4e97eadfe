using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Accounts.Pages;

/// <summary>The forms of the pages: each carries a token, and what comes without the right one is refused.</summary>
public static class PageForms
{
    /// <summary>The hidden field that every form has.</summary>
    public static Html Token(HttpContext http)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");
    }

    /// <summary>Reads the form that was sent to a page; null when the page is only to be shown.</summary>
    /// <exception cref="AntiforgeryValidationException">The form was made elsewhere, or is too old.</exception>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return null;
        }

        await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
        return await http.Request.ReadFormAsync(http.RequestAborted);
    }

    /// <summary>A value of the form, at most so long.</summary>
    public static string Value(this IFormCollection form, string name, int max = 1_000)
    {
        var value = form[name].ToString();
        return value.Length <= max ? value : value[..max];
    }
}
