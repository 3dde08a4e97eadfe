using Marketplace.Accounts.Sessions;

namespace Marketplace.Accounts.Pages;

/// <summary>Where a person goes once a page is done: only ever to a page of this service.</summary>
public static class ReturnPath
{
    const string Parameter = "returnPath";
    const string Own = "/accounts/";

    /// <summary>Where a person goes who has not come from anywhere.</summary>
    public const string Home = "/accounts/home";

    /// <summary>Where the request says that the person came from; home when that is no page of this service.</summary>
    public static string Of(HttpContext http)
    {
        var asked = http.Request.Query[Parameter].ToString();
        return asked.StartsWith(Own, StringComparison.Ordinal) && !asked.Contains('\\') && !asked.Contains("..", StringComparison.Ordinal)
            && !asked.Any(char.IsControl)
            ? asked
            : Home;
    }

    /// <summary>A page that comes back to a path afterwards.</summary>
    public static string Through(string page, string returnPath) => $"{Own}{page}?{Parameter}={Uri.EscapeDataString(returnPath)}";

    /// <summary>The page of a step that is still to be done.</summary>
    public static string Of(SignInStep step, string returnPath) => step switch
    {
        SignInStep.Code => Through("code", returnPath),
        SignInStep.Membership => Through("memberships/choice", returnPath),
        SignInStep.Enrolment => Through("enrolment", returnPath),
        SignInStep.NoMembership => Home,
        SignInStep.Done => returnPath,
    };
}
