using Marketplace.Accounts.Colleagues;
using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Machines;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Me;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Registry;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.SignIn;
using Marketplace.Accounts.Storage;
using Marketplace.Accounts.Tokens;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Access;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts;

/// <summary>Everything that Accounts has: database, consumers, keys, pages, routes.</summary>
public static class AccountsService
{
    public const string Name = "accounts";

    public static ServiceHost AddAccounts(this ServiceHost host)
    {
        host.AddDatabase<AccountsDb>("Accounts");
        host.AddOptions<AccountsOptions>("Accounts");
        host.AddOptions<MailOptions>("Mail");
        host.AddConsumer<AccountsDb, LearnRegions, RegionsPublished>("accounts.learn-regions");
        host.AddConsumer<AccountsDb, LearnSuppliers, SupplierPublished>("accounts.learn-suppliers");
        host.AddConsumer<AccountsDb, LearnUnits, UnitPublished>("accounts.learn-units");
        host.AddConsumer<AccountsDb, LearnFacilitators, FacilitatorPublished>("accounts.learn-facilitators");
        host.AddConsumer<AccountsDb, LearnCarriers, CarrierPublished>("accounts.learn-carriers");
        host.AddConsumer<AccountsDb, LearnStations, StationPublished>("accounts.learn-stations");
        host.AddDailyJob("Forget people", ForgetPeople.RunAsync);
        host.AddDailyJob("Prune tokens", PruneTokens.RunAsync);
        host.AddCommand("rotate-keys", async (services, _, output, _) =>
        {
            await output.WriteLineAsync(ServerKeys.Rotate(
                services.GetRequiredService<IOptions<AccountsOptions>>().Value, services.GetRequiredService<TimeProvider>()));
            return 0;
        });
        TokenServer.Add(host);
        TokenServer.TrustOwnTokens(host.Services);
        AddPages(host);
        host.Services.AddScoped<Attempts>();
        host.Services.AddScoped<SessionCookie>();
        host.Services.AddScoped<SignInSteps>();
        host.Services.AddScoped<TokenClaims>();
        host.Services.AddScoped<Inviting>();
        host.Services.AddSingleton<Passwords>();
        host.Services.AddSingleton<SecondFactors>();
        host.Services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        host.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        host.Services.AddSingleton<IMailTransport>(services =>
        {
            var mail = services.GetRequiredService<IOptions<MailOptions>>();
            return string.IsNullOrEmpty(mail.Value.Host) ? new MailFolder(mail) : new SmtpTransport(mail);
        });
        host.Services.AddHostedService<SendMails>();
        host.Services.AddHostedService<RegisterClients>();
        host.Services.AddHostedService<InviteFirstOperator>();
        return host;
    }

    public static void MapAccounts(this WebApplication app)
    {
        var pages = app.MapPages();
        ShowStyles.Map(pages);
        SignIn.SignIn.Map(pages);
        EnterCode.Map(pages);
        EnrolSecondFactor.Map(pages);
        ChooseMembership.Map(pages);
        ShowHome.Map(pages);
        SignOut.Map(pages);
        RequestPasswordReset.Map(pages);
        ResetPassword.Map(pages);
        AcceptInvitation.Map(pages);
        AuthorizePerson.Map(pages);
        ExchangeToken.Map(pages);
        EndPersonSession.Map(pages);

        var api = app.MapService(Name, "账号 Accounts");
        var invitations = api.MapGroup("/invitations");
        InviteColleague.Map(invitations);
        ListInvitations.Map(invitations);
        WithdrawInvitation.Map(invitations);
        InviteOrganisation.Map(api.MapGroup("/organisations"));
        InviteOffice.Map(api.MapGroup("/offices"));
        var colleagues = api.MapGroup("/colleagues");
        ListColleagues.Map(colleagues);
        RemoveColleague.Map(colleagues);
        NameAdministrator.Map(colleagues);
        EndSecondFactor.Map(api.MapGroup("/people"));
        var me = api.MapGroup("/me");
        GetMe.Map(me);
        ListSessions.Map(me);
        EndSession.Map(me);
        SignOutEverywhere.Map(me);
        ListSignIns.Map(me);
        ChangePassword.Map(me);
        var machines = api.MapGroup("/machines");
        RegisterMachine.Map(machines);
        ListMachines.Map(machines);
        EndMachine.Map(machines);
        api.MapOperations<AccountsDb>();
        api.MapAccessRecords<AccountsDb>();
    }

    /// <summary>The cookie of sessions and the tokens of forms, encrypted with keys that lie beside those of tokens.</summary>
    static void AddPages(ServiceHost host)
    {
        // The folder is its owner's alone; a key to encrypt the keys in it would lie beside them.
        host.Builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        host.Services.AddDataProtection().SetApplicationName("marketplace-accounts");
        host.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<AccountsOptions>, ILoggerFactory>((keys, accounts, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(
                new DirectoryInfo(Path.Combine(ServerKeys.FolderOf(accounts.Value), "cookies")), loggers));
        host.Services.AddAntiforgery();
        host.Services.AddOptions<AntiforgeryOptions>().Configure<IOptions<AccountsOptions>>((forms, accounts) =>
        {
            forms.Cookie.Name = "accounts-form";
            forms.Cookie.SecurePolicy = SecurePolicyOf(accounts.Value);
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.HttpOnly = true;
            forms.SuppressXFrameOptionsHeader = true;
        });
        host.Services.AddAuthentication().AddCookie(SessionCookie.Scheme);
        var sessions = host.Services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme);
        sessions.Configure<IOptions<AccountsOptions>>((session, accounts) =>
        {
            session.Cookie.Name = TokenServer.IsClear(accounts.Value) ? "accounts-session" : "__Host-accounts-session";
            session.Cookie.SecurePolicy = SecurePolicyOf(accounts.Value);
            session.Cookie.HttpOnly = true;
            // Lax, since people come back here from an application of another site.
            session.Cookie.SameSite = SameSiteMode.Lax;
            session.Cookie.Path = "/";
            session.SlidingExpiration = false;
            session.ExpireTimeSpan = TimeSpan.FromDays(7);
        });
    }

    static CookieSecurePolicy SecurePolicyOf(AccountsOptions accounts) =>
        TokenServer.IsClear(accounts) ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
