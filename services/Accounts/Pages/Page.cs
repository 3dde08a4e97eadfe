using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.Pages;

/// <summary>A page that is shown to a person: in Chinese, or in English once they have switched to it.</summary>
public sealed class Page(HttpContext http)
{
    const string LanguageCookie = "language";
    const string LanguageQuery = "lang";

    /// <summary>Whether the person reads English.</summary>
    public bool IsEnglish { get; } =
        (http.Request.Query[LanguageQuery] is [{ } asked] ? asked : http.Request.Cookies[LanguageCookie]) == "en";

    /// <summary>A text in the language of the person.</summary>
    public string T(string zh, string en) => IsEnglish ? en : zh;

    /// <summary>A form that is sent back to its own page.</summary>
    public Html Form(Html fields) => Html.Of(
        $"""<form method="post">{PageForms.Token(http)}{fields}</form>""");

    /// <summary>A field of a form.</summary>
    /// <param name="autocomplete">What browsers and password stores know it by.</param>
    public static Html Field(string name, string label, string type, string autocomplete, string? value = null) => Html.Of(
        $"""
        <label for="{name}">{label}</label>
        <input id="{name}" name="{name}" type="{type}" value="{value}" autocomplete="{autocomplete}" required maxlength="200">
        """);

    public static Html Button(string text) => Html.Of($"""<button type="submit">{text}</button>""");

    /// <summary>What went wrong, read out by screen readers; nothing when nothing did.</summary>
    public static Html Wrong(string? text) =>
        text is null ? Html.Empty : Html.Of($"""<p class="wrong" role="alert">{text}</p>""");

    /// <summary>The answer: the page, under a policy that lets it load and send nothing but its own.</summary>
    public IResult Show(string title, Html content, int status = StatusCodes.Status200OK)
    {
        RememberLanguage();
        var response = http.Response;
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
            + $"form-action 'self'{AfterForms()}";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = IsEnglish ? "en" : "zh-CN";
        var html = Html.Of(
            $"""
            <!doctype html>
            <html lang="{(IsEnglish ? "en" : "zh-CN")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="stylesheet" href="/accounts/pages.css">
            </head>
            <body>
            <header><strong>{T("消费协作平台", "Consumption marketplace")}</strong>
            <a href="{OtherLanguage()}" lang="{(IsEnglish ? "zh-CN" : "en")}">{(IsEnglish ? "中文" : "English")}</a></header>
            <main><div class="card"><h1>{title}</h1>{content}</div></main>
            </body>
            </html>
            """);
        return TypedResults.Content(html.Text, "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>Chrome applies the policy to where a form is sent on to: the applications that people go back to.</summary>
    string AfterForms() => string.Concat(http.RequestServices.GetRequiredService<IOptions<AccountsOptions>>().Value.Clients
        .SelectMany(client => client.RedirectUris).Select(uri => new Uri(uri).GetLeftPart(UriPartial.Authority)).Distinct()
        .Select(origin => $" {origin}"));

    void RememberLanguage()
    {
        if (http.Request.Query.ContainsKey(LanguageQuery))
        {
            http.Response.Cookies.Append(LanguageCookie, IsEnglish ? "en" : "zh", new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            });
        }
    }

    /// <summary>The same page in the other language.</summary>
    string OtherLanguage()
    {
        var query = new QueryBuilder(http.Request.Query.Where(parameter => parameter.Key != LanguageQuery));
        query.Add(LanguageQuery, IsEnglish ? "zh" : "en");
        return $"{http.Request.Path}{query.ToQueryString()}";
    }
}
