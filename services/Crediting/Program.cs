using Marketplace.Contracts;
using Marketplace.Crediting;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, CreditingService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);
host.AddCrediting();
return await host.RunAsync(app => app.MapCrediting());
