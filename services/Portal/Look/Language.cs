using System.Globalization;

namespace Marketplace.Portal.Look;

/// <summary>The language of a request: Chinese, or English for whoever has switched to it. The cookie is the one of Accounts.</summary>
public sealed class Language(IHttpContextAccessor http)
{
    internal const string Cookie = "language";

    public bool IsEnglish { get; } = http.HttpContext?.Request.Cookies[Cookie] == "en";

    /// <summary>For the attribute lang, and for Accept-Language.</summary>
    public string Tag => IsEnglish ? "en" : "zh-CN";

    /// <summary>A text in this language.</summary>
    public string this[string zh, string en] => IsEnglish ? en : zh;

    /// <summary>A number with thousands separated.</summary>
    public static string Number(decimal number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
