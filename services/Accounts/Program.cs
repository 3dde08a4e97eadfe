using Marketplace.Accounts;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, AccountsService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);
host.AddAccounts();
return await host.RunAsync(app => app.MapAccounts());
