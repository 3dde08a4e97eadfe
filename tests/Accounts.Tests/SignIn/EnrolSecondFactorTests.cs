using System.Net;
using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.SignIn;

/// <summary>GET and POST /accounts/enrolment.</summary>
public sealed class EnrolSecondFactorTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_authenticator_counts_once_its_first_code_was_right_and_is_kept_encrypted(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var person = await accounts.AdministratorOfAsync(Body.OfOrganisation(await accounts.PublishSupplierAsync()), Roles.Supplier);

        var first = await person.Browser.ReadAsync("/accounts/enrolment");
        Assert.Contains("data:image/png;base64,", first, StringComparison.Ordinal);
        using var wrong = await person.Browser.SubmitAsync("/accounts/enrolment", ("code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var enrolled = await accounts.EnrolAsync(person, "/accounts/enrolment");

        await using var scope = accounts.Service.OpenDb(out var db);
        var account = await db.Accounts.SingleAsync(row => row.Id == person.AccountId, Ct);
        Assert.NotNull(account.TotpEnrolledAt);
        Assert.DoesNotContain(Convert.ToBase64String(enrolled.TotpSecret!), account.TotpSecret!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authenticator_that_counts_is_shown_to_nobody_again()
    {
        var accounts = await shared.OnAsync(Engine.Sqlite);
        var official = await accounts.AdministratorOfAsync(Body.OfRegion(RunningAccounts.Zhenhai), Roles.Official);

        using var again = await official.Browser.GetAsync("/accounts/enrolment");

        Assert.Equal("/accounts/home", again.Headers.Location!.OriginalString);
    }
}
